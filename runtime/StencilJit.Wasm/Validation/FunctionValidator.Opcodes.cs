using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

// From the opcodes (5.4) of instructions that are not among the most frequent to what checks them.
internal sealed partial class FunctionValidator<TSink>
{
    private const byte Prefix = 0xFC;

    private void ReadOther(byte opcode)
    {
        switch ((Opcode)opcode)
        {
            case Opcode.Unreachable:
                Unreachable();
                break;
            case Opcode.Nop:
                break;
            case Opcode.Block:
                OpenBlock(ControlKind.Block);
                break;
            case Opcode.Loop:
                OpenBlock(ControlKind.Loop);
                break;
            case Opcode.If:
                OpenBlock(ControlKind.If);
                break;
            case Opcode.Else:
                Else();
                break;
            case Opcode.End:
                End();
                break;
            case Opcode.Branch:
                Branch();
                break;
            case Opcode.BranchIf:
                BranchIf();
                break;
            case Opcode.BranchTable:
                BranchTable();
                break;
            case Opcode.Return:
                Return();
                break;
            case Opcode.Call:
                Call();
                break;
            case Opcode.CallIndirect:
                CallIndirect();
                break;
            case Opcode.Drop:
                Drop();
                break;
            case Opcode.Select:
                Select();
                break;
            case Opcode.SelectTyped:
                SelectTyped();
                break;
            case Opcode.GlobalGet:
                GlobalGet();
                break;
            case Opcode.GlobalSet:
                GlobalSet();
                break;
            case Opcode.TableGet:
                TableGet();
                break;
            case Opcode.TableSet:
                TableSet();
                break;
            case Opcode.MemorySize:
                MemorySize();
                break;
            case Opcode.MemoryGrow:
                MemoryGrow();
                break;
            case Opcode.F32Const:
                F32Const();
                break;
            case Opcode.F64Const:
                F64Const();
                break;
            case Opcode.RefNull:
                RefNull();
                break;
            case Opcode.RefIsNull:
                RefIsNull();
                break;
            case Opcode.RefFunc:
                RefFunc();
                break;
            case (Opcode)Prefix:
                ReadPrefixed(_reader.ReadU32());
                break;
            default:
                throw OpcodeErrors.Illegal(opcode, _instruction, FunctionIndex);
        }
    }

    private void ReadPrefixed(uint number)
    {
        var opcode = (Opcode)(Prefix << 8 | number & 0xFF);
        if (number > 0xFF)
            throw OpcodeErrors.IllegalPrefixed(number, _instruction, FunctionIndex);
        switch (opcode)
        {
            case >= Opcode.I32TruncSatF32S and <= Opcode.I64TruncSatF64U:
                Numeric(opcode, NumericSignature.OfSaturating((int)number));
                break;
            case Opcode.MemoryInit:
                MemoryInit();
                break;
            case Opcode.DataDrop:
                DataDrop();
                break;
            case Opcode.MemoryCopy:
                MemoryCopy();
                break;
            case Opcode.MemoryFill:
                MemoryFill();
                break;
            case Opcode.TableInit:
                TableInit();
                break;
            case Opcode.ElemDrop:
                ElemDrop();
                break;
            case Opcode.TableCopy:
                TableCopy();
                break;
            case Opcode.TableGrow:
                TableGrow();
                break;
            case Opcode.TableSize:
                TableSize();
                break;
            case Opcode.TableFill:
                TableFill();
                break;
            default:
                throw OpcodeErrors.IllegalPrefixed(number, _instruction, FunctionIndex);
        }
    }
}
