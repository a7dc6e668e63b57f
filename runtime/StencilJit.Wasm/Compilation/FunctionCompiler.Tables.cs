namespace StencilJit.Wasm.Compilation;

/// <content>Tables: 4.4.6.</content>
internal sealed unsafe partial class FunctionCompiler
{
    private void TableGet(int table, ValueKind element) => EmitFromRegister(
        new RegisterForms(WasmStencils.Id.TableGetR, WasmStencils.Id.TableGetRTied), _height - 1, element, NextLocal(), (ulong)_layout.Table(table));

    private void TableSet(int table)
    {
        int position = _height - 2;
        int index = ToRegister(position, position);
        int value = ToRegister(position + 1, position);
        _writer.Emit(WasmStencils.Id.TableSetRR + Registers.Number(index, 0) + Registers.Number(value, 1), (ulong)_layout.Table(table));
        PopTo(position);
    }
}
