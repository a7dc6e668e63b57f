using System.Runtime.ExceptionServices;
using StencilJit.Wasm.Execution;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm;

/// <content>Entering stitched code.</content>
public sealed unsafe partial class Store
{
    // The value stack above the frames that run, and its end.
    private ulong* _top;
    private readonly byte* _stackEnd;
    private int _depth;
    private int _thread;
    private ExceptionDispatchInfo? _hostException;

    /// <summary>Where the caller puts the arguments of a call, and finds the results.</summary>
    /// <param name="slots">How many slots arguments and results need.</param>
    internal ulong* PrepareCall(int slots)
    {
        ThrowIfDisposed();
        if (_depth != 0 && _thread != Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("Another thread runs code of the store: a store serves one thread at a time.");
        if ((byte*)(_top + 1 + slots) > _stackEnd)
            throw new TrapException(TrapKind.CallStackExhausted);
        return _top + 1;
    }

    /// <summary>Calls a function with what stands in the slots that <see cref="PrepareCall"/> gave.</summary>
    /// <param name="function">The function.</param>
    /// <param name="run">The code that functions of its type are called through: <see cref="EngineCode.Run"/>.</param>
    internal void Call(NativeFunction* function, nint run)
    {
        var context = Context;
        var exit = context->Exit;
        var limit = context->StackLimit;
        int thread = _thread;
        long available = NativeStack.Available;
        if (available <= 0)
            throw new TrapException(TrapKind.CallStackExhausted);
        *_top = (ulong)function;
        // A call takes no more of the thread's stack than of the value stack.
        context->StackLimit = available < _stackEnd - (byte*)_top ? (byte*)_top + available : _stackEnd;
        _thread = Environment.CurrentManagedThreadId;
        _depth++;
        _engine.Enter(run, _top, function->Memory, function->Instance);
        _depth--;
        _thread = thread;
        context->StackLimit = limit;
        context->Exit = exit;
        GC.KeepAlive(this);
        if (context->Trap != 0)
            Throw();
        // A host function may have caught what it got from an inner call.
        if (_depth == 0)
            _hostException = null;
    }

    /// <summary>Runs a host function that .NET calls, with what stands in the slots that <see cref="PrepareCall"/> gave.</summary>
    internal void CallHost(HostFunction function)
    {
        var call = new HostCall(this, null, function, _top + 1);
        Run(function, ref call, _top + 1);
    }

    /// <summary>Runs a host function in its frame; frames of what it calls start above.</summary>
    internal void Run(HostFunction function, ref HostCall call, ulong* frame)
    {
        var top = _top;
        _top = frame + function.FrameSlots;
        try
        {
            function.Body(ref call);
        }
        finally
        {
            _top = top;
        }
    }

    /// <summary>Keeps what a host function threw until stitched code is left.</summary>
    internal void Stop(Exception exception)
    {
        Context->Trap = TrapCode.HostException;
        // What an inner call threw again passes through with the stack trace that it had at first.
        if (_hostException?.SourceException != exception)
            _hostException = ExceptionDispatchInfo.Capture(exception);
    }

    private void Throw()
    {
        uint trap = Context->Trap;
        Context->Trap = 0;
        if (trap != TrapCode.HostException)
            throw new TrapException(TrapCode.KindOf(trap));
        var exception = _hostException!;
        // On the way out of nested calls a trace that grows with each would take time with the square of their number.
        if (_depth != 0)
            throw exception.SourceException;
        _hostException = null;
        exception.Throw();
    }
}
