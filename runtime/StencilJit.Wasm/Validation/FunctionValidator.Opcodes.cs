using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

// From the opcodes (5.4) to what checks the instructions.
internal sealed unsafe partial class FunctionValidator<TSink>
{
    private const byte Prefix = 0xFC;

    /// <summary>Reads an instruction, whatever it is, and whether it can be reached or not.</summary>
    private void ReadInstruction()
    {
        _start = _reader.Next;
        byte opcode = _reader.ReadByte();
        switch ((Opcode)opcode)
        {
            case Opcode.LocalGet:
                LocalGet();
                break;
            case Opcode.LocalSet:
                LocalSet();
                break;
            case Opcode.LocalTee:
                LocalTee();
                break;
            case Opcode.I32Const:
                I32Const();
                break;
            case Opcode.I64Const:
                I64Const();
                break;
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
                ReadUniform((Opcode)opcode);
                break;
        }
    }

    /// <summary>Reads what is left of an instruction that is like those beside it.</summary>
    private void ReadUniform(Opcode opcode)
    {
        switch (opcode)
        {
            case >= Opcode.I32Load and <= Opcode.I64Load32U:
                Load(opcode);
                break;
            case >= Opcode.I32Store and <= Opcode.I64Store32:
                Store(opcode);
                break;
            case >= NumericSignature.First and <= NumericSignature.Last:
                Numeric(opcode, NumericSignature.Of(opcode - NumericSignature.First));
                break;
            default:
                throw OpcodeErrors.Illegal((byte)opcode, Position, FunctionIndex);
        }
    }

    private void ReadPrefixed(uint number)
    {
        var opcode = (Opcode)(Prefix << 8 | number & 0xFF);
        if (number > 0xFF)
            throw OpcodeErrors.IllegalPrefixed(number, Position, FunctionIndex);
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
                throw OpcodeErrors.IllegalPrefixed(number, Position, FunctionIndex);
        }
    }
}
