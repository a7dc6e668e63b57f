using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

// From opcodes (5.4) to what checks them.
internal sealed partial class FunctionValidator<TSink>
{
    private const byte Prefix = 0xFC;

    /// <summary>
    /// Reads all instructions. Nearly all code is made of those that are read here, with the reader's position in a register.
    /// </summary>
    private unsafe void ReadInstructions()
    {
        byte* next = _reader.Next;
        byte* end = _reader.End;
        for (; ; )
        {
            _instruction = _reader.OffsetOf(next);
            byte opcode = next < end ? *next++ : ReadPastEnd(next);
            if (opcode is >= (byte)Opcode.I32Eqz and <= (byte)Opcode.I64Extend32S)
            {
                Numeric((Opcode)opcode, NumericSignature.Of(opcode));
                continue;
            }

            switch ((Opcode)opcode)
            {
                case Opcode.LocalGet:
                    LocalGet(ReadLocal(ref next, end));
                    break;
                case Opcode.LocalSet:
                    LocalSet(ReadLocal(ref next, end));
                    break;
                case Opcode.LocalTee:
                    LocalTee(ReadLocal(ref next, end));
                    break;
                case Opcode.I32Const:
                    I32Const((int)ReadNumber(ref next, end, isLong: false));
                    break;
                case Opcode.I64Const:
                    I64Const(ReadNumber(ref next, end, isLong: true));
                    break;
                case Opcode.I32Load or Opcode.I64Load or Opcode.F32Load or Opcode.F64Load
                    or Opcode.I32Load8S or Opcode.I32Load8U or Opcode.I32Load16S or Opcode.I32Load16U
                    or Opcode.I64Load8S or Opcode.I64Load8U or Opcode.I64Load16S or Opcode.I64Load16U
                    or Opcode.I64Load32S or Opcode.I64Load32U:
                    uint loadAlignment = ReadU32(ref next, end);
                    Load(opcode, loadAlignment, ReadU32(ref next, end));
                    break;
                case Opcode.I32Store or Opcode.I64Store or Opcode.F32Store or Opcode.F64Store
                    or Opcode.I32Store8 or Opcode.I32Store16
                    or Opcode.I64Store8 or Opcode.I64Store16 or Opcode.I64Store32:
                    uint storeAlignment = ReadU32(ref next, end);
                    Store(opcode, storeAlignment, ReadU32(ref next, end));
                    break;
                default:
                    _reader.Next = next;
                    ReadOther(opcode);
                    if (_depth == 0)
                        return;
                    next = _reader.Next;
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe uint ReadU32(ref byte* next, byte* end)
    {
        if (next < end && *next < 0x80)
            return *next++;
        next = ReadLong(next, out uint value);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe long ReadNumber(ref byte* next, byte* end, bool isLong)
    {
        // Bit 6 is the sign of a single byte.
        if (next < end && *next < 0x80)
            return (sbyte)(*next++ << 1) >> 1;
        next = ReadLong(next, isLong, out long value);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe int ReadLocal(ref byte* next, byte* end)
    {
        uint local = ReadU32(ref next, end);
        return local < (uint)_localCount ? (int)local : throw Unknown("local", (int)local);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe byte* ReadLong(byte* next, out uint value)
    {
        _reader.Next = next;
        value = _reader.ReadU32();
        return _reader.Next;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe byte* ReadLong(byte* next, bool isLong, out long value)
    {
        _reader.Next = next;
        value = isLong ? _reader.ReadS64() : _reader.ReadS32();
        return _reader.Next;
    }

    /// <summary>Throws what the reader throws at the end of the function's bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe byte ReadPastEnd(byte* next)
    {
        _reader.Next = next;
        return _reader.ReadByte();
    }

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
