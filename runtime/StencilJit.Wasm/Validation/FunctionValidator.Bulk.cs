using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

// References (3.3.3), tables (3.3.6) and what moves more than one value (3.3.7).
internal sealed partial class FunctionValidator<TSink>
{
    private void RefNull()
    {
        var type = _reader.ReadReferenceKind();
        if (_live)
            _sink.RefNull(Position, type);
        Push(type);
    }

    private void RefIsNull()
    {
        var type = PopAny();
        if (type != ValueKinds.Unknown && !type.IsReference())
            throw Invalid($"type mismatch: expected a reference but found {type.Name()}");
        if (_live)
            _sink.RefIsNull(Position, type);
        Push(ValueKind.I32);
    }

    private void RefFunc()
    {
        var function = _reader.ReadIndex();
        if (function >= Module.FunctionTypeIndices.Length)
            throw Unknown("function", function);
        if (!Module.DeclaredReferences[function])
            throw Invalid($"undeclared function reference {function}");
        if (_live)
            _sink.RefFunc(Position, function);
        Push(ValueKind.FuncRef);
    }

    private void TableGet()
    {
        var table = ReadTable();
        var element = Module.Tables[table].Element;
        Pop(ValueKind.I32);
        if (_live)
            _sink.TableGet(Position, table, element);
        Push(element);
    }

    private void TableSet()
    {
        var table = ReadTable();
        var element = Module.Tables[table].Element;
        Pop(element);
        Pop(ValueKind.I32);
        if (_live)
            _sink.TableSet(Position, table, element);
    }

    private void TableSize()
    {
        var table = ReadTable();
        if (_live)
            _sink.TableSize(Position, table);
        Push(ValueKind.I32);
    }

    private void TableGrow()
    {
        var table = ReadTable();
        var element = Module.Tables[table].Element;
        Pop(ValueKind.I32);
        Pop(element);
        if (_live)
            _sink.TableGrow(Position, table, element);
        Push(ValueKind.I32);
    }

    private void TableFill()
    {
        var table = ReadTable();
        var element = Module.Tables[table].Element;
        Pop(ValueKind.I32);
        Pop(element);
        Pop(ValueKind.I32);
        if (_live)
            _sink.TableFill(Position, table, element);
    }

    private void TableCopy()
    {
        var destination = ReadTable();
        var source = ReadTable();
        if (Module.Tables[destination].Element != Module.Tables[source].Element)
            throw Mismatch(Module.Tables[destination].Element, Module.Tables[source].Element);
        PopThree();
        if (_live)
            _sink.TableCopy(Position, destination, source);
    }

    private void TableInit()
    {
        var segment = _reader.ReadIndex();
        var table = ReadTable();
        CheckElements(segment);
        if (Module.Elements[segment].Type != Module.Tables[table].Element)
            throw Mismatch(Module.Tables[table].Element, Module.Elements[segment].Type);
        PopThree();
        if (_live)
            _sink.TableInit(Position, segment, table);
    }

    private void ElemDrop()
    {
        var segment = _reader.ReadIndex();
        CheckElements(segment);
        if (_live)
            _sink.ElemDrop(Position, segment);
    }

    private void MemoryInit()
    {
        var segment = _reader.ReadIndex();
        ReadZero();
        RequireMemory();
        CheckData(segment);
        PopThree();
        if (_live)
            _sink.MemoryInit(Position, segment);
    }

    private void DataDrop()
    {
        var segment = _reader.ReadIndex();
        CheckData(segment);
        if (_live)
            _sink.DataDrop(Position, segment);
    }

    private void MemoryCopy()
    {
        ReadZero();
        ReadZero();
        RequireMemory();
        PopThree();
        if (_live)
            _sink.MemoryCopy(Position);
    }

    private void MemoryFill()
    {
        ReadZero();
        RequireMemory();
        PopThree();
        if (_live)
            _sink.MemoryFill(Position);
    }

    private void PopThree()
    {
        Pop(ValueKind.I32);
        Pop(ValueKind.I32);
        Pop(ValueKind.I32);
    }

    private int ReadTable()
    {
        var table = _reader.ReadIndex();
        return table < Module.Tables.Length ? table : throw Unknown("table", table);
    }

    private void CheckElements(int segment)
    {
        if (segment >= Module.Elements.Length)
            throw Unknown("elem segment", segment);
    }

    private void CheckData(int segment)
    {
        // Code comes before data, so that the number of segments must be known from elsewhere (5.5.16).
        if (!Module.HasDataCount)
            throw Malformed("data count section required", Position);
        if (segment >= Module.Data.Count)
            throw Unknown("data segment", segment);
    }
}
