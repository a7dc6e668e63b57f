namespace StencilJit.Wasm.Wasi;

// poll_oneoff: subscriptions to times and descriptors.
public sealed partial class WasiContext
{
    private const uint SubscriptionLength = 48;
    private const uint EventLength = 32;
    private const byte ClockEvent = 0;
    private const byte ReadEvent = 1;
    private const byte WriteEvent = 2;
    private const ushort AbsoluteTime = 1;

    /// <summary>
    /// Waits until something that the program subscribed to happens. Files and streams are always ready: reading one blocks
    /// if it has to.
    /// </summary>
    internal Errno PollOneoff(GuestMemory memory, uint subscriptions, uint events, uint count, uint eventCount)
    {
        if (count == 0)
            return Errno.Inval;
        if (!IsArray(memory, subscriptions, count, SubscriptionLength) || !IsArray(memory, events, count, EventLength))
            return Errno.Fault;
        TryGetTime(ClockId.Monotonic, out var start);
        while (true)
        {
            var written = 0u;
            var earliest = ulong.MaxValue;
            for (var i = 0u; i < count; i++)
            {
                memory.TrySlice(subscriptions + (i * SubscriptionLength), SubscriptionLength, out var subscription);
                if (subscription[8] > WriteEvent)
                    return Errno.Inval;
                var error = subscription[8] == ClockEvent
                    ? TimeLeft(subscription, start, out var left)
                    : CheckReady(subscription, out left);
                if (error != Errno.Success || left == 0)
                    WriteEventAt(memory, events + (written++ * EventLength), subscription, error);
                else
                    earliest = Math.Min(earliest, left);
            }

            if (written > 0)
                return memory.TryWrite(eventCount, written) ? Errno.Success : Errno.Fault;
            Wait(earliest);
        }
    }

    private static bool IsArray(GuestMemory memory, uint address, uint count, uint length) =>
        count <= int.MaxValue / length && memory.TrySlice(address, count * length, out _);

    /// <summary>How long until a subscribed time.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="start">When the program began to wait, by the monotonic clock.</param>
    /// <param name="left">The nanoseconds until the time, 0 when it has come.</param>
    private Errno TimeLeft(ReadOnlySpan<byte> subscription, ulong start, out ulong left)
    {
        left = 0;
        var isAbsolute = (GuestMemory.Read<ushort>(subscription, 40) & AbsoluteTime) != 0;
        if (!TryGetTime((ClockId)GuestMemory.Read<uint>(subscription, 16), out var now))
            return Errno.Inval;
        if (!isAbsolute)
        {
            TryGetTime(ClockId.Monotonic, out now);
            now -= start;
        }

        var timeout = GuestMemory.Read<ulong>(subscription, 24);
        left = timeout > now ? timeout - now : 0;
        return Errno.Success;
    }

    private Errno CheckReady(ReadOnlySpan<byte> subscription, out ulong left)
    {
        left = 0;
        return _descriptors.TryGet(GuestMemory.Read<uint>(subscription, 16), out _) ? Errno.Success : Errno.Badf;
    }

    private static void WriteEventAt(GuestMemory memory, uint address, ReadOnlySpan<byte> subscription, Errno error)
    {
        memory.TrySlice(address, EventLength, out var target);
        var userData = GuestMemory.Read<ulong>(subscription, 0);
        var type = subscription[8];
        target.Clear();
        GuestMemory.Write(target, 0, userData);
        GuestMemory.Write(target, 8, (ushort)error);
        target[10] = type;

        // How much can be read is not known: at least something.
        if (type is ReadEvent or WriteEvent && error == Errno.Success)
            GuestMemory.Write(target, 16, 1UL);
    }
}
