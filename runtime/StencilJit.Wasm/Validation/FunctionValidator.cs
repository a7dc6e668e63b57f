using System.Runtime.InteropServices;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

/// <summary>
/// Decodes, validates (3.3, appendix "validation algorithm") and shows to a sink the code of a module's functions, one at a
/// time. It is meant to be used again: in its steady state it allocates nothing. One thread uses it at a time.
/// </summary>
internal sealed unsafe partial class FunctionValidator<TSink> : FunctionState
    where TSink : IFunctionSink
{
    /// <summary>What a function may declare, so that a few bytes cannot demand gigabytes.</summary>
    private const int MaximumLocals = 50_000;

    private readonly bool _hasMemory;
    // By the number of a function its type, by the number of a type what a call does.
    private readonly int[] _functionTypes;
    private readonly CallSignature[] _signatures;
    private readonly GlobalType[] _globals;

    // What a byte must be below to be the number of a local.
    private uint _shortLocals;

    // The first byte of the instruction that is read; before the first one, of the function.
    private byte* _start;

    private TSink _sink;

    // Whether the current instruction can be reached; only then the sink sees it.
    private bool _live;

    public FunctionValidator(Module module, TSink sink)
        : base(module)
    {
        _sink = sink;
        _hasMemory = !module.Memories.IsEmpty;
        _functionTypes = ImmutableCollectionsMarshal.AsArray(module.FunctionTypeIndices)!;
        _globals = ImmutableCollectionsMarshal.AsArray(module.Globals)!;
        _signatures = Array.ConvertAll(ImmutableCollectionsMarshal.AsArray(module.Types)!, type => new CallSignature(type));
    }

    public ref TSink Sink => ref _sink;

    // Where the instruction stands in the module's bytes.
    private int Position => (int)(_start - _reader.Module);

    /// <summary>Validates a function of the module's own.</summary>
    /// <param name="function">Its index, imported functions first.</param>
    /// <exception cref="WasmFormatException">Its code is malformed.</exception>
    /// <exception cref="WasmValidationException">Its code breaks a rule of the specification.</exception>
    public void Validate(int function)
    {
        FunctionIndex = function;
        Type = Module.TypeOfFunction(function);
        var body = Module.Bodies[function - Module.ImportedFunctionCount];
        fixed (byte* module = Module.Bytes.Span)
        {
            _reader = new ByteReader(module, body.Offset, body.Offset + body.Length);
            try
            {
                ReadFunction();
            }
            catch (WasmFormatException error) when (error.FunctionIndex is null)
            {
                // The reader does not know what it reads for.
                throw new WasmFormatException(error.Reason, error.Offset, function);
            }
        }
    }

    private void ReadFunction()
    {
        _start = _reader.Next;
        Offset = Position;
        ReadLocals();
        CodeLength = _reader.Remaining;
        _shortLocals = (uint)Math.Min(_localCount, 0x80);
        ClearOperands();
        _live = true;
        ClearFrames();
        PushFrame(ControlKind.Function, BlockTypeTable.NumberOfDeclared(_functionTypes[FunctionIndex]), Type.Results.IsEmpty, isEntered: true);
        _sink.Begin(this);
        ReadInstructions();
        if (!_reader.IsAtEnd)
            throw Malformed("section size mismatch: the function goes on after its end", _reader.Offset);
    }

    private void ReadLocals()
    {
        ClearLocals();
        var parameters = Type.Parameters.AsSpan();
        parameters.CopyTo(AddLocals(parameters.Length));
        ulong total = 0;
        for (var count = _reader.ReadCount(); count > 0; count--)
        {
            var offset = _reader.Offset;
            var length = _reader.ReadU32();
            total += length;
            if (total > uint.MaxValue)
                throw Malformed("too many locals", offset);
            var type = _reader.ReadValueKind();
            if (total <= MaximumLocals)
                AddRun(new LocalRun((int)length, type));
        }

        if (total > MaximumLocals)
            throw Malformed($"unsupported: more than {MaximumLocals} locals in a function", Position);
    }

    private void AddRun(LocalRun run)
    {
        if (_runCount == _runs.Length)
            Array.Resize(ref _runs, _runs.Length * 2);
        _runs[_runCount++] = run;
        AddLocals(run.Count).Fill(run.Type);
    }

    private WasmFormatException Malformed(string reason, int offset) => new(reason, offset, FunctionIndex);

    private WasmValidationException Invalid(string reason) => new(reason, Position, FunctionIndex);

    private WasmValidationException Unknown(string what, int index) => Invalid($"unknown {what} {(uint)index}");
}
