namespace StencilJit.Wasm.Wasi;

// Clocks and waiting.
public sealed partial class WasiContext
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;
    private const uint NanosecondsPerTick = 100;

    internal Errno ClockResGet(GuestMemory memory, uint clock, uint result) => (ClockId)clock switch
    {
        ClockId.Realtime or ClockId.ProcessTime or ClockId.ThreadTime =>
            memory.TryWrite(result, (ulong)NanosecondsPerTick) ? Errno.Success : Errno.Fault,
        ClockId.Monotonic =>
            memory.TryWrite(result, Math.Max(1, NanosecondsPerSecond / (ulong)_time.TimestampFrequency))
                ? Errno.Success
                : Errno.Fault,
        _ => Errno.Inval,
    };

    internal Errno ClockTimeGet(GuestMemory memory, uint clock, uint result)
    {
        if (!TryGetTime((ClockId)clock, out var time))
            return Errno.Inval;
        return memory.TryWrite(result, time) ? Errno.Success : Errno.Fault;
    }

    internal static Errno SchedYield()
    {
        Thread.Yield();
        return Errno.Success;
    }

    /// <summary>A clock's time in nanoseconds.</summary>
    private bool TryGetTime(ClockId clock, out ulong time)
    {
        switch (clock)
        {
            case ClockId.Realtime:
                time = HostFile.Nanoseconds(_time.GetUtcNow().UtcDateTime);
                return true;
            case ClockId.Monotonic:
                time = (ulong)((UInt128)_time.GetTimestamp() * NanosecondsPerSecond / (ulong)_time.TimestampFrequency);
                return true;
            case ClockId.ProcessTime or ClockId.ThreadTime:
                // A program has one thread and shares its process with the engine alone.
                time = (ulong)Environment.CpuUsage.TotalTime.Ticks * NanosecondsPerTick;
                return true;
            default:
                time = 0;
                return false;
        }
    }

    private void Wait(ulong nanoseconds)
    {
        // Timers take no more than about 49 days; the program waits again if it is woken too early.
        var duration = TimeSpan.FromMilliseconds(Math.Min(nanoseconds / 1e6, uint.MaxValue - 1));
        using var done = new ManualResetEventSlim();
        using var timer = _time.CreateTimer(
            static state => ((ManualResetEventSlim)state!).Set(), done, duration, Timeout.InfiniteTimeSpan);
        done.Wait(_cancellation);
    }
}
