using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Execution;

/// <summary>How much is left of the running thread's own stack, which calls in stitched code use too.</summary>
internal static unsafe partial class NativeStack
{
    /// <summary>Left for .NET: host functions, helpers, the collector's suspension.</summary>
    private const long Reserve = 256 << 10;

    // Larger than pthread_attr_t on every system.
    private const int AttributeBytes = 256;

    [ThreadStatic]
    private static nint _end;

    /// <summary>The bytes that stitched code may use; 0 or less where there are none.</summary>
    public static long Available
    {
        get
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
                return 0;
            if (_end == 0)
                _end = FindEnd();
            byte here;
            return (nint)(&here) - _end - Reserve;
        }
    }

    /// <summary>The lowest address of the thread's stack.</summary>
    private static nint FindEnd()
    {
        if (OperatingSystem.IsWindows())
        {
            GetCurrentThreadStackLimits(out nint low, out _);
            return low;
        }

        if (OperatingSystem.IsMacOS())
        {
            nint self = PThreadSelf();
            return GetStackAddress(self) - (nint)GetStackSize(self);
        }

        byte* attributes = stackalloc byte[AttributeBytes];
        if (GetAttributes(PThreadSelf(), attributes) != 0)
            throw new PlatformNotSupportedException("The bounds of the thread's stack cannot be found: pthread_getattr_np failed.");
        _ = GetStack(attributes, out nint lowest, out _);
        _ = DestroyAttributes(attributes);
        return lowest;
    }

    [LibraryImport("kernel32")]
    private static partial void GetCurrentThreadStackLimits(out nint low, out nint high);

    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial nint PThreadSelf();

    [LibraryImport("libc", EntryPoint = "pthread_get_stackaddr_np")]
    private static partial nint GetStackAddress(nint thread);

    [LibraryImport("libc", EntryPoint = "pthread_get_stacksize_np")]
    private static partial nuint GetStackSize(nint thread);

    [LibraryImport("libc", EntryPoint = "pthread_getattr_np")]
    private static partial int GetAttributes(nint thread, byte* attributes);

    [LibraryImport("libc", EntryPoint = "pthread_attr_getstack")]
    private static partial int GetStack(byte* attributes, out nint lowest, out nuint size);

    [LibraryImport("libc", EntryPoint = "pthread_attr_destroy")]
    private static partial int DestroyAttributes(byte* attributes);
}
