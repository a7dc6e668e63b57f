using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

// Blocks, branches and calls (3.3.8).
internal sealed unsafe partial class FunctionValidator<TSink>
{
    private int[] _depths = new int[64];

    private void OpenBlock(ControlKind kind)
    {
        int number = ReadBlockType();
        if (kind == ControlKind.If)
            Pop(ValueKind.I32);
        var parameters = BlockType(number).Parameters.AsSpan();
        PopAll(parameters);
        Open(kind, number, (kind == ControlKind.Loop ? parameters : BlockType(number).Results.AsSpan()).IsEmpty);
        PushAll(parameters);
    }

    /// <summary>Opens a block whose parameters are popped.</summary>
    private void Open(ControlKind kind, int type, bool takesNothing)
    {
        var frame = PushFrame(kind, type, takesNothing, _live);
        if (!_live)
            return;
        if (kind == ControlKind.Block)
            _sink.Block(Position, in *frame);
        else if (kind == ControlKind.Loop)
            _sink.Loop(Position, in *frame);
        else
            _sink.If(Position, in *frame);
    }

    private void Else()
    {
        var frame = _frame;
        if (frame->Kind != ControlKind.If)
            throw Malformed("misplaced ELSE opcode: END opcode expected", Position);
        var type = BlockType(frame->Type);
        PopAll(type.Results.AsSpan());
        RequireEmpty();
        if (frame->IsEntered)
            _sink.Else(Position, in *frame, _live);
        frame->Kind = ControlKind.Else;
        frame->IsPolymorphic = false;
        frame->ThenFallsThrough = _live;
        _live = frame->IsEntered;
        PushAll(type.Parameters.AsSpan());
    }

    private void End()
    {
        int number = _frame->Type;
        if (number == BlockTypeTable.Empty)
        {
            RequireEmpty();
            Close();
            return;
        }

        var type = BlockType(number);
        PopAll(type.Results.AsSpan());
        RequireEmpty();

        // Without an else the parameters are the results.
        if (_frame->Kind == ControlKind.If && !type.Parameters.AsSpan().SequenceEqual(type.Results.AsSpan()))
            throw Invalid($"type mismatch: an if of type {type} without else");
        Close();
        PushAll(type.Results.AsSpan());
    }

    /// <summary>Ends a block whose results are popped.</summary>
    private void Close()
    {
        var frame = _frame;
        bool continues = false;
        if (frame->IsEntered)
        {
            continues = _live || frame->IsReachedOtherwise;
            _sink.End(Position, in *frame, _live, continues);
        }

        PopFrame();
        // Nothing follows the function.
        _live = continues && _depth > 0;
    }

    private void Branch()
    {
        int depth = ReadLabel();
        if (_frame[-depth].Type != BlockTypeTable.Empty)
            Require(LabelTypes(depth));
        if (_live)
        {
            _frame[-depth].IsTarget = true;
            _sink.Branch(Position, depth);
        }

        EndReachable();
    }

    private void BranchIf()
    {
        int depth = ReadLabel();
        Pop(ValueKind.I32);
        var types = LabelTypes(depth);
        if (!HasOnTop(types))
        {
            PopAll(types);
            PushAll(types);
        }

        if (!_live)
            return;
        _frame[-depth].IsTarget = true;
        _sink.BranchIf(Position, depth);
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
        var arity = LabelTypes(last).Length;
        var depths = _depths.AsSpan(0, count);
        foreach (var depth in depths)
            CheckCase(depth, arity);
        CheckCase(last, arity);
        if (_live)
            _sink.BranchTable(Position, depths, last);
        EndReachable();
    }

    private void CheckCase(int depth, int arity)
    {
        if (depth >= _depth)
            throw Unknown("label", depth);
        var types = LabelTypes(depth);
        if (types.Length != arity)
            throw Invalid($"type mismatch: the labels of br_table take {arity} and {types.Length} operands");
        Require(types);
        _frame[-depth].IsTarget |= _live;
    }

    /// <summary>The types that a branch to a label takes along: a loop's parameters, another block's results.</summary>
    private ReadOnlySpan<ValueKind> LabelTypes(int depth)
    {
        var frame = _frame - depth;
        if (frame->Type == BlockTypeTable.Empty)
            return [];
        var type = BlockType(frame->Type);
        return (frame->Kind == ControlKind.Loop ? type.Parameters : type.Results).AsSpan();
    }

    private void Return()
    {
        Require(Type.Results.AsSpan());
        if (_live)
            _sink.Return(Position);
        EndReachable();
    }

    private void Unreachable()
    {
        if (_live)
            _sink.Unreachable(Position);
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
            _sink.Call(Position, function);
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
            _sink.CallIndirect(Position, typeIndex, type, table);
        PushAll(type.Results.AsSpan());
    }

    /// <summary>What follows cannot be reached: its operands are whatever it asks for.</summary>
    private void EndReachable()
    {
        _top = _floor;
        _frame->IsPolymorphic = true;
        _live = false;
    }

    private int ReadLabel()
    {
        var depth = _reader.ReadIndex();
        return depth < _depth ? depth : throw Unknown("label", depth);
    }

    private int ReadBlockType()
    {
        var encoding = _reader.Peek();
        if (encoding == BlockTypes.EmptyEncoding)
        {
            _reader.ReadByte();
            return BlockTypeTable.Empty;
        }

        if (encoding is > BlockTypes.EmptyEncoding and < 0x80)
            return BlockTypeTable.NumberOf(_reader.ReadValueKind());
        var index = _reader.ReadS33();
        if (index < 0)
            throw Malformed("malformed block type", Position + 1);
        return index < Module.Types.Length ? BlockTypeTable.NumberOfDeclared((int)index) : throw Invalid($"unknown type {index}");
    }
}
