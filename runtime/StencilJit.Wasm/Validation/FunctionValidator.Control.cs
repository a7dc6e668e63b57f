using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

// Blocks, branches and calls (3.3.8).
internal sealed partial class FunctionValidator<TSink>
{
    private int[] _depths = new int[64];

    private void OpenBlock(ControlKind kind)
    {
        var type = ReadBlockType();
        if (kind == ControlKind.If)
            Pop(ValueKind.I32);
        PopAll(type.Parameters.AsSpan());
        if (_depth == _frames.Length)
            Array.Resize(ref _frames, _depth * 2);
        ref var frame = ref _frames[_depth];
        // One by one: what is made beside and copied has to wait for its parts.
        frame.Type = type;
        frame.Height = _height;
        frame.Kind = kind;
        frame.IsPolymorphic = false;
        frame.IsEntered = _live;
        frame.IsTarget = false;
        frame.ThenFallsThrough = false;
        if (_live)
        {
            if (kind == ControlKind.Block)
                _sink.Block(in frame);
            else if (kind == ControlKind.Loop)
                _sink.Loop(in frame);
            else
                _sink.If(in frame);
        }

        _depth++;
        _floor = _height;
        PushAll(type.Parameters.AsSpan());
    }

    private void Else()
    {
        ref var frame = ref _frames[_depth - 1];
        if (frame.Kind != ControlKind.If)
            throw Malformed("misplaced ELSE opcode: END opcode expected", _instruction);
        PopAll(frame.Type.Results.AsSpan());
        RequireEmpty();
        if (frame.IsEntered)
            _sink.Else(in frame, _live);
        frame.Kind = ControlKind.Else;
        frame.IsPolymorphic = false;
        frame.ThenFallsThrough = _live;
        _live = frame.IsEntered;
        PushAll(frame.Type.Parameters.AsSpan());
    }

    private void End()
    {
        ref var frame = ref _frames[_depth - 1];
        var type = frame.Type;
        PopAll(type.Results.AsSpan());
        RequireEmpty();

        // Without an else the parameters are the results.
        if (frame.Kind == ControlKind.If && !type.Parameters.AsSpan().SequenceEqual(type.Results.AsSpan()))
            throw Invalid($"type mismatch: an if of type {type} without else");
        var continues = frame.IsEntered && (_live || frame.IsReachedOtherwise);
        if (frame.IsEntered)
            _sink.End(in frame, _live, continues);
        _depth--;
        if (_depth == 0)
            return;
        _floor = _frames[_depth - 1].Height;
        _live = continues;
        PushAll(type.Results.AsSpan());
    }

    private void Branch()
    {
        var depth = ReadLabel();
        Require(_frames[_depth - 1 - depth].LabelTypes);
        if (_live)
        {
            _frames[_depth - 1 - depth].IsTarget = true;
            _sink.Branch(depth);
        }

        EndReachable();
    }

    private void BranchIf()
    {
        var depth = ReadLabel();
        Pop(ValueKind.I32);
        var types = _frames[_depth - 1 - depth].LabelTypes;
        if (!HasOnTop(types))
        {
            PopAll(types);
            PushAll(types);
        }

        if (!_live)
            return;
        _frames[_depth - 1 - depth].IsTarget = true;
        _sink.BranchIf(depth);
    }

    private void BranchTable()
    {
        var count = _reader.ReadCount();
        if (count > _depths.Length)
            _depths = new int[Math.Max(count, _depths.Length * 2)];
        for (var i = 0; i < count; i++)
            _depths[i] = _reader.ReadIndex();
        var last = ReadLabel();
        Pop(ValueKind.I32);
        var arity = _frames[_depth - 1 - last].LabelTypes.Length;
        var depths = _depths.AsSpan(0, count);
        foreach (var depth in depths)
            CheckCase(depth, arity);
        CheckCase(last, arity);
        if (_live)
            _sink.BranchTable(depths, last);
        EndReachable();
    }

    private void CheckCase(int depth, int arity)
    {
        if (depth >= _depth)
            throw Unknown("label", depth);
        ref var frame = ref _frames[_depth - 1 - depth];
        if (frame.LabelTypes.Length != arity)
            throw Invalid($"type mismatch: the labels of br_table take {arity} and {frame.LabelTypes.Length} operands");
        Require(frame.LabelTypes);
        frame.IsTarget |= _live;
    }

    private void Return()
    {
        Require(Type.Results.AsSpan());
        if (_live)
            _sink.Return();
        EndReachable();
    }

    private void Unreachable()
    {
        if (_live)
            _sink.Unreachable();
        EndReachable();
    }

    private void Call()
    {
        var function = _reader.ReadIndex();
        if (function >= Module.FunctionTypeIndices.Length)
            throw Unknown("function", function);
        var type = Module.TypeOfFunction(function);
        PopAll(type.Parameters.AsSpan());
        if (_live)
            _sink.Call(function, type);
        PushAll(type.Results.AsSpan());
    }

    private void CallIndirect()
    {
        var typeIndex = _reader.ReadIndex();
        var table = ReadTable();
        if (Module.Tables[table].Element != ValueKind.FuncRef)
            throw Mismatch(ValueKind.FuncRef, Module.Tables[table].Element);
        if (typeIndex >= Module.Types.Length)
            throw Unknown("type", typeIndex);
        var type = Module.Types[typeIndex];
        Pop(ValueKind.I32);
        PopAll(type.Parameters.AsSpan());
        if (_live)
            _sink.CallIndirect(typeIndex, type, table);
        PushAll(type.Results.AsSpan());
    }

    /// <summary>What follows cannot be reached: its operands are whatever it asks for.</summary>
    private void EndReachable()
    {
        _height = _floor;
        _frames[_depth - 1].IsPolymorphic = true;
        _live = false;
    }

    private int ReadLabel()
    {
        var depth = _reader.ReadIndex();
        return depth < _depth ? depth : throw Unknown("label", depth);
    }

    private FunctionType ReadBlockType()
    {
        var encoding = _reader.Peek();
        if (encoding == BlockTypes.EmptyEncoding)
        {
            _reader.ReadByte();
            return BlockTypes.Empty;
        }

        if (encoding is > BlockTypes.EmptyEncoding and < 0x80)
            return BlockTypes.Of(_reader.ReadValueKind());
        var index = _reader.ReadS33();
        if (index < 0)
            throw Malformed("malformed block type", _instruction + 1);
        return index < Module.Types.Length ? Module.Types[(int)index] : throw Invalid($"unknown type {index}");
    }
}
