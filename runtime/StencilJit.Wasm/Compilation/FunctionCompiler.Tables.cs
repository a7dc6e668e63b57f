using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Compilation;

/// <content>Tables: 4.4.6.</content>
internal partial struct FunctionCompiler
{
    public void TableGet(int table, ValueKind element)
    {
        Settle();
        var forms = new NumericForms(WasmStencils.Id.TableGetR, WasmStencils.Id.TableGetRTied, NumericForms.None, NumericForms.None, NumericForms.None);
        EmitUnary(forms, element, (ulong)_layout.Table(table));
    }

    public void TableSet(int table, ValueKind element)
    {
        Settle();
        int position = _height - 2;
        int index = ToRegister(position, position);
        int value = ToRegister(position + 1, position);
        _writer.Emit(WasmStencils.Id.TableSetRR + Registers.Number(index, 0) + Registers.Number(value, 1), (ulong)_layout.Table(table));
        PopTo(position);
    }

    public void TableSize(int table) => EmitConstantLike(WasmStencils.Id.TableSize, ValueKind.I32, (ulong)_layout.Table(table));

    public void TableGrow(int table, ValueKind element) =>
        CallHelper(HelperNumber.TableGrow, (uint)table, operands: 2, ValueKind.I32);

    public void TableFill(int table, ValueKind element) => CallHelper(HelperNumber.TableFill, (uint)table, operands: 3);

    public void TableCopy(int destination, int source) =>
        CallHelper(HelperNumber.TableCopy, ((ulong)(uint)destination << 32) | (uint)source, operands: 3);

    public void TableInit(int segment, int table) =>
        CallHelper(HelperNumber.TableInit, ((ulong)(uint)table << 32) | (uint)segment, operands: 3);

    public void ElemDrop(int segment) => CallHelper(HelperNumber.ElemDrop, (uint)segment, operands: 0);
}
