using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Faults;

/// <summary>struct sigaction of glibc and musl on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LinuxSignalAction
{
    private const nint SIG_IGN = 1;
    private const int SA_SIGINFO = 4;
    private const int SA_RESETHAND = unchecked((int)0x8000_0000);

    public nint Handler;
    public SignalSet Mask;
    public int Flags;
    public nint Restorer;

    /// <summary>Whether it is a function that gets every signal, so that faults can be handed on to it.</summary>
    public readonly bool IsLasting => Handler is not 0 and not SIG_IGN && (Flags & SA_RESETHAND) == 0;

    /// <summary>
    /// The same with another handler. That one is told of the fault; the one before needs no such flag to be called, as a
    /// function of one argument does not notice two more.
    /// </summary>
    public readonly LinuxSignalAction With(nint handler) => this with { Handler = handler, Flags = Flags | SA_SIGINFO };

    [InlineArray(16)]
    public struct SignalSet
    {
        private ulong first;
    }
}
