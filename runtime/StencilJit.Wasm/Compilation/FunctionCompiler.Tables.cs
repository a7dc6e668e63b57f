using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Compilation;

/// <content>Tables: 4.4.6.</content>
internal partial struct FunctionCompiler
{
    public void TableGet(int table, ValueKind element)
    {
        Settle();
        int position = _height - 1;
        ToRegister(position);
        _writer.Emit(WasmStencils.Id.TableGetRTied + Variant(position), (ulong)_layout.Table(table));
        Pop();
        PushRegister(element);
    }

    public void TableSet(int table, ValueKind element)
    {
        Settle();
        int position = _height - 2;
        ToRegister(position);
        ToRegister(position + 1);
        _writer.Emit(WasmStencils.Id.TableSetRR + Variant2(position), (ulong)_layout.Table(table));
        PopTo(position);
    }

    public void TableSize(int table)
    {
        Settle();
        Claim(_height, isFloat: false);
        _writer.Emit(WasmStencils.Id.TableSize + Variant(_height), (ulong)_layout.Table(table));
        PushRegister(ValueKind.I32);
    }

    public void TableGrow(int table, ValueKind element) =>
        CallHelper(HelperNumber.TableGrow, (uint)table, operands: 2, ValueKind.I32);

    public void TableFill(int table, ValueKind element) => CallHelper(HelperNumber.TableFill, (uint)table, operands: 3);

    public void TableCopy(int destination, int source) =>
        CallHelper(HelperNumber.TableCopy, ((ulong)(uint)destination << 32) | (uint)source, operands: 3);

    public void TableInit(int segment, int table) =>
        CallHelper(HelperNumber.TableInit, ((ulong)(uint)table << 32) | (uint)segment, operands: 3);

    public void ElemDrop(int segment) => CallHelper(HelperNumber.ElemDrop, (uint)segment, operands: 0);
}
