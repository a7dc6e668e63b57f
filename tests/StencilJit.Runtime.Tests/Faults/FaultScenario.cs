using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StencilJit.Runtime.Faults;

namespace StencilJit.Runtime.Tests.Faults;

/// <summary>What ends the process it happens in: so it is run in one of its own, which is this program started again.</summary>
internal static unsafe class FaultScenario
{
    private const string Variable = "STENCILJIT_FAULT_SCENARIO";
    public const int ForeignExitCode = 42;

    /// <summary>Runs one of the public methods in a process of its own.</summary>
    public static (int ExitCode, string Error) RunInProcess(string scenario)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "StencilJit.Runtime.Tests"))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment[Variable] = scenario;
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    // Ahead of the test runner, which would start its own.
    [ModuleInitializer]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } scenario)
            return;
        Action run = scenario switch
        {
            nameof(OverflowTheStack) => OverflowTheStack,
            nameof(FaultOutside) => FaultOutside,
            nameof(FaultInOtherCode) => FaultInOtherCode,
            nameof(FaultAfterTheGuardEnded) => FaultAfterTheGuardEnded,
            nameof(FaultWithForeignHandler) => FaultWithForeignHandler,
            nameof(SendTheSignal) => SendTheSignal,
            _ => throw new InvalidOperationException($"There is no scenario '{scenario}'."),
        };
        run();
        Environment.Exit(0);
    }

    public static void OverflowTheStack()
    {
        using var code = new GuardedCode();
        using var memory = new ReservedMemory(4096);
        using FaultGuard guard = code.Guard(memory);
        Trap(code, memory);
        Recurse(1);
    }

    public static void FaultOutside()
    {
        using var code = new GuardedCode();
        using var memory = new ReservedMemory(1 << 20);
        using var other = new ReservedMemory(1 << 20);
        using FaultGuard guard = code.Guard(memory);
        Trap(code, memory);
        code.LoadFrom(other.Address);
    }

    public static void FaultInOtherCode()
    {
        using var code = new GuardedCode();
        using var other = new GuardedCode();
        using var memory = new ReservedMemory(1 << 20);
        using FaultGuard guard = code.Guard(memory);
        Trap(code, memory);
        other.LoadFrom(memory.Address);
    }

    public static void FaultAfterTheGuardEnded()
    {
        using var code = new GuardedCode();
        using var memory = new ReservedMemory(1 << 20);
        FaultGuard guard = code.Guard(memory);
        Trap(code, memory);
        guard.Dispose();
        code.LoadFrom(memory.Address);
    }

    /// <summary>A handler of C code that was there before gets what is not ours.</summary>
    public static void FaultWithForeignHandler()
    {
        using var code = new GuardedCode();
        using var memory = new ReservedMemory(1 << 20);
        using var other = new ReservedMemory(1 << 20);
        InstallForeignHandler(code);
        using FaultGuard guard = code.Guard(memory);
        Trap(code, memory);
        code.LoadFrom(other.Address);
    }

    /// <summary>A signal that was sent is no fault.</summary>
    public static void SendTheSignal()
    {
        using var code = new GuardedCode();
        using var memory = new ReservedMemory(1 << 20);
        InstallForeignHandler(code);
        using FaultGuard guard = code.Guard(memory);
        Trap(code, memory);
        var raise = (delegate* unmanaged<int, int>)NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "raise");
        raise(LinuxSignals.SIGSEGV);
    }

    // It must be C code: managed code cannot run in a signal handler.
    private static void InstallForeignHandler(GuardedCode code)
    {
        nint exit = NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "_exit");
        var action = new LinuxSignalAction { Handler = code.Calling(exit, ForeignExitCode) };
        if (LinuxSignals.sigaction(LinuxSignals.SIGSEGV, &action, null) != 0)
            throw new InvalidOperationException("The foreign handler cannot be installed.");
    }

    private static void Trap(GuardedCode code, ReservedMemory memory)
    {
        if (code.LoadFrom(memory.Address) != GuardedCode.Faulted)
            throw new InvalidOperationException("The fault was not caught.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Recurse(long depth) => depth == 0 ? 0 : Recurse(depth + 1) + depth;
}
