using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

/// <summary>
/// Decodes, validates (3.3, appendix "validation algorithm") and shows to a sink the code of a module's functions, one at a
/// time. It is meant to be used again: in its steady state it allocates nothing. One thread uses it at a time.
/// </summary>
internal sealed partial class FunctionValidator<TSink> : FunctionState
    where TSink : IFunctionSink
{
    /// <summary>What a function may declare, so that a few bytes cannot demand gigabytes.</summary>
    private const int MaximumLocals = 50_000;

    private readonly bool _hasMemory;

    private TSink _sink;

    // Whether the current instruction can be reached; only then the sink sees it.
    private bool _live;

    // The height of the innermost block's frame: operands below it are not its own.
    private int _floor;

    public FunctionValidator(Module module, TSink sink)
        : base(module)
    {
        _sink = sink;
        _hasMemory = !module.Memories.IsEmpty;
    }

    public ref TSink Sink => ref _sink;

    /// <summary>Validates a function of the module's own.</summary>
    /// <param name="function">Its index, imported functions first.</param>
    /// <exception cref="WasmFormatException">Its code is malformed.</exception>
    /// <exception cref="WasmValidationException">Its code breaks a rule of the specification.</exception>
    public unsafe void Validate(int function)
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
        _instruction = _reader.Offset;
        ReadLocals();
        _height = 0;
        _floor = 0;
        _live = true;
        _frames[0] = new ControlFrame { Type = Type, Kind = ControlKind.Function, IsEntered = true };
        _depth = 1;
        _sink.Begin(this);
        ReadInstructions();
        if (!_reader.IsAtEnd)
            throw Malformed("section size mismatch: the function goes on after its end", _reader.Offset);
    }

    private void ReadLocals()
    {
        _localCount = 0;
        _runCount = 0;
        AddLocals(Type.Parameters.AsSpan());
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
            throw Malformed($"unsupported: more than {MaximumLocals} locals in a function", _instruction);
    }

    private void AddLocals(ReadOnlySpan<ValueKind> types)
    {
        if (_localCount + types.Length > _locals.Length)
            Array.Resize(ref _locals, Math.Max(_locals.Length * 2, _localCount + types.Length));
        types.CopyTo(_locals.AsSpan(_localCount));
        _localCount += types.Length;
    }

    private void AddRun(LocalRun run)
    {
        if (_runCount == _runs.Length)
            Array.Resize(ref _runs, _runs.Length * 2);
        _runs[_runCount++] = run;
        if (_localCount + run.Count > _locals.Length)
            Array.Resize(ref _locals, Math.Max(_locals.Length * 2, _localCount + run.Count));
        _locals.AsSpan(_localCount, run.Count).Fill(run.Type);
        _localCount += run.Count;
    }

    private WasmFormatException Malformed(string reason, int offset) => new(reason, offset, FunctionIndex);

    private WasmValidationException Invalid(string reason) => new(reason, _instruction, FunctionIndex);

    private WasmValidationException Unknown(string what, int index) => Invalid($"unknown {what} {(uint)index}");
}
