using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Execution;

/// <summary>Where stitched code calls host functions. No exception leaves it.</summary>
internal static unsafe class HostBoundary
{
    private const uint Stopped = 1;

    /// <param name="instance">The pseudo-instance of the host function.</param>
    /// <param name="handle">The host function's number in its store.</param>
    /// <param name="frame">The frame with the arguments; the slot below holds the calling instance.</param>
    [UnmanagedCallersOnly]
    public static uint Call(NativeInstance* instance, ulong handle, ulong* frame)
    {
        var store = Store.Of(instance->Context);
        try
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            {
                instance->Context->Trap = TrapCode.Of(TrapKind.CallStackExhausted);
                return Stopped;
            }

            var function = store.HostFunctionOf((int)handle);
            var call = new HostCall(store, store.InstanceOf((NativeInstance*)frame[-1]), function, frame);
            store.Run(function, ref call, frame);
            return 0;
        }
        catch (Exception exception)
        {
            store.Stop(exception);
            return Stopped;
        }
    }
}
