using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

// The loop over a function's instructions.
internal sealed unsafe partial class FunctionValidator<TSink>
{
    /// <summary>Reads all instructions.</summary>
    private void ReadInstructions()
    {
        // Then no number goes on behind the last byte, and whatever is not an end has a byte behind it.
        bool isTerminated = !_reader.IsAtEnd && _reader.End[-1] == (byte)Opcode.End;
        if (isTerminated)
            ReadReachable();
        while (_depth > 0)
            ReadInstruction();
    }

    /// <summary>Reads instructions, those that can be reached without asking for each whether it can be.</summary>
    /// <remarks>
    /// Nearly all code is made of those that are read here, while nothing is wrong with them: where that is not certain, and for
    /// what is rare, <see cref="ReadInstruction"/> starts again with the instruction, and tells errors. Where the reader and the
    /// top of the operand stack are is in registers; what is called finds it in the fields, and leaves it there.
    /// </remarks>
    [SkipLocalsInit]
    private void ReadReachable()
    {
        byte* next = _reader.Next;
        var top = _top;
        for (; ; )
        {
            byte* start = next;
            if (start >= _reader.End)
                goto Other;
            int opcode = *start;
            if (opcode == (int)Opcode.LocalGet)
            {
                // Written out here and twice below: a method in line would ask once more whether it was one, in the most frequent instruction.
                uint local = start[1];
                next = start + 2;
                if (local >= _shortLocals)
                {
                    if (local < 0x80 || (next = Leb128.ReadU32(start + 1, out local)) == null || local >= (uint)_localCount)
                        goto Other;
                }

                var type = _localTypes[local];
                _top = top;
                *top = type;
                top++;
                _sink.LocalGet(start - _reader.Module, (int)local, type);
                continue;
            }

            switch ((Opcode)opcode)
            {
                case Opcode.LocalSet:
                {
                    uint local = start[1];
                    next = start + 2;
                    if (local >= _shortLocals)
                    {
                        if (local < 0x80 || (next = Leb128.ReadU32(start + 1, out local)) == null || local >= (uint)_localCount)
                            goto Other;
                    }

                    var type = _localTypes[local];
                    if (top == _floor || top[-1] != type)
                        goto Other;
                    top--;
                    _top = top;
                    _sink.LocalSet(start - _reader.Module, (int)local, type);
                    continue;
                }

                case Opcode.LocalTee:
                {
                    uint local = start[1];
                    next = start + 2;
                    if (local >= _shortLocals)
                    {
                        if (local < 0x80 || (next = Leb128.ReadU32(start + 1, out local)) == null || local >= (uint)_localCount)
                            goto Other;
                    }

                    var type = _localTypes[local];
                    if (top == _floor || top[-1] != type)
                        goto Other;
                    _top = top - 1;
                    _sink.LocalTee(start - _reader.Module, (int)local, type);
                    continue;
                }

                case Opcode.I32Const:
                {
                    // Bit 6 is the sign of a single byte. Of a first byte of several that makes what is none of these.
                    int value = (start[1] ^ 0x40) - 0x40;
                    next = start + 2;
                    if (value >= 0x40)
                    {
                        if ((next = Leb128.ReadSigned(start + 1, out long number)) == null || number != (int)number)
                            goto Other;
                        value = (int)number;
                    }

                    _top = top;
                    *top = ValueKind.I32;
                    top++;
                    _sink.I32Const(start - _reader.Module, value);
                    continue;
                }

                case Opcode.I64Const:
                {
                    long value = (start[1] ^ 0x40) - 0x40;
                    next = start + 2;
                    if (value >= 0x40 && (next = Leb128.ReadSigned(start + 1, out value)) == null)
                        goto Other;
                    _top = top;
                    *top = ValueKind.I64;
                    top++;
                    _sink.I64Const(start - _reader.Module, value);
                    continue;
                }

                case Opcode.I32Load or Opcode.I64Load or Opcode.F32Load or Opcode.F64Load
                    or Opcode.I32Load8S or Opcode.I32Load8U or Opcode.I32Load16S or Opcode.I32Load16U
                    or Opcode.I64Load8S or Opcode.I64Load8U or Opcode.I64Load16S or Opcode.I64Load16U
                    or Opcode.I64Load32S or Opcode.I64Load32U:
                {
                    var access = MemoryAccess.Of(opcode);
                    uint alignment = start[1];
                    if (alignment > access.NaturalAlignment || !_hasMemory || top == _floor || top[-1] != ValueKind.I32)
                        goto Other;
                    if ((next = NumberAt(start + 2, out uint offset)) == null)
                        goto Other;
                    _top = top - 1;
                    var value = access.Value;
                    top[-1] = value;
                    _sink.Load(start - _reader.Module, (Opcode)(*start), offset, (int)alignment, value);
                    continue;
                }

                case Opcode.I32Store or Opcode.I64Store or Opcode.F32Store or Opcode.F64Store
                    or Opcode.I32Store8 or Opcode.I32Store16
                    or Opcode.I64Store8 or Opcode.I64Store16 or Opcode.I64Store32:
                {
                    var access = MemoryAccess.Of(opcode);
                    uint alignment = start[1];
                    var first = top - 2;
                    if (alignment > access.NaturalAlignment || !_hasMemory
                        || first < _floor || first[0] != ValueKind.I32 || first[1] != access.Value)
                    {
                        goto Other;
                    }

                    if ((next = NumberAt(start + 2, out uint offset)) == null)
                        goto Other;
                    top = first;
                    _top = top;
                    _sink.Store(start - _reader.Module, (Opcode)(*start), offset, (int)alignment, access.Value);
                    continue;
                }

                case Opcode.Block:
                {
                    uint type = BlockTypeTable.NumberOf(start[1]);
                    if (type > BlockTypeTable.LastNumber)
                        goto Other;
                    _top = top;
                    _sink.Block(start - _reader.Module, in *PushFrame(ControlKind.Block, (int)type, type == BlockTypeTable.Empty, isEntered: true));
                    next = start + 2;
                    continue;
                }

                case Opcode.Loop:
                {
                    uint type = BlockTypeTable.NumberOf(start[1]);
                    if (type > BlockTypeTable.LastNumber)
                        goto Other;
                    _top = top;
                    _sink.Loop(start - _reader.Module, in *PushFrame(ControlKind.Loop, (int)type, takesNothing: true, isEntered: true));
                    next = start + 2;
                    continue;
                }

                case Opcode.If:
                {
                    uint type = BlockTypeTable.NumberOf(start[1]);
                    if (type > BlockTypeTable.LastNumber || top == _floor || top[-1] != ValueKind.I32)
                        goto Other;
                    top--;
                    _top = top;
                    _sink.If(start - _reader.Module, in *PushFrame(ControlKind.If, (int)type, type == BlockTypeTable.Empty, isEntered: true));
                    next = start + 2;
                    continue;
                }

                case Opcode.Else:
                {
                    var frame = _frame;
                    if (frame->Kind != ControlKind.If || !HasResultOnly(frame, top))
                        goto Other;
                    top = _floor;
                    _top = top;
                    _sink.Else(start - _reader.Module, in *frame, fallsThrough: true);
                    frame->Kind = ControlKind.Else;
                    frame->ThenFallsThrough = true;
                    next = start + 1;
                    continue;
                }

                case Opcode.End:
                {
                    var frame = _frame;
                    int type = frame->Type;
                    // Without an else there is nobody to give a result.
                    if (!HasResultOnly(frame, top) || (frame->Kind == ControlKind.If && type != BlockTypeTable.Empty))
                        goto Other;
                    top = _floor;
                    _top = top;
                    _sink.End(start - _reader.Module, in *frame, fallsThrough: true, continues: true);
                    PopFrame();
                    // A result is left where it is: the block's first operand is the first one of what is around that is free.
                    top += type == BlockTypeTable.Empty ? 0 : 1;
                    next = start + 1;
                    continue;
                }

                case Opcode.Branch:
                {
                    if ((next = NumberAt(start + 1, out uint depth)) == null || depth >= (uint)_depth)
                        goto Other;
                    var frame = _frame - depth;
                    if (!frame->TakesNothing)
                        goto Other;
                    _top = top;
                    frame->IsTarget = true;
                    _sink.Branch(start - _reader.Module, (int)depth);
                    goto Dead;
                }

                case Opcode.Unreachable:
                    _top = top;
                    _sink.Unreachable(start - _reader.Module);
                    next = start + 1;
                    goto Dead;

                case Opcode.BranchIf:
                {
                    if ((next = NumberAt(start + 1, out uint depth)) == null || depth >= (uint)_depth || top == _floor || top[-1] != ValueKind.I32)
                        goto Other;
                    var frame = _frame - depth;
                    if (!frame->TakesNothing)
                        goto Other;
                    top--;
                    _top = top;
                    frame->IsTarget = true;
                    _sink.BranchIf(start - _reader.Module, (int)depth);
                    continue;
                }

                case Opcode.Call:
                {
                    if ((next = NumberAt(start + 1, out uint function)) == null || function >= (uint)_functionTypes.Length)
                        goto Other;
                    ref readonly var signature = ref _signatures[_functionTypes[function]];
                    if (top - _floor < signature.ParameterCount || !signature.Takes(((ulong*)top)[-1]))
                        goto Other;
                    top -= signature.ParameterCount;
                    _top = top;
                    *top = signature.Result;
                    top += signature.ResultCount;
                    _sink.Call(start - _reader.Module, (int)function);
                    continue;
                }

                case Opcode.Drop:
                    if (top == _floor)
                        goto Other;
                    top--;
                    _top = top;
                    _sink.Drop(start - _reader.Module, *top);
                    next = start + 1;
                    continue;

                case Opcode.Select:
                {
                    var first = top - 3;
                    if (first < _floor || first[2] != ValueKind.I32 || first[1] != first[0] || first[0].IsReference())
                        goto Other;
                    _top = first;
                    top = first + 1;
                    _sink.Select(start - _reader.Module, *first);
                    next = start + 1;
                    continue;
                }

                case Opcode.GlobalGet:
                {
                    if ((next = NumberAt(start + 1, out uint global)) == null || global >= (uint)_globals.Length)
                        goto Other;
                    var type = _globals[global].Value;
                    _top = top;
                    *top = type;
                    top++;
                    _sink.GlobalGet(start - _reader.Module, (int)global, type);
                    continue;
                }

                case Opcode.GlobalSet:
                {
                    if ((next = NumberAt(start + 1, out uint global)) == null || global >= (uint)_globals.Length)
                        goto Other;
                    var type = _globals[global];
                    if (!type.IsMutable || top == _floor || top[-1] != type.Value)
                        goto Other;
                    top--;
                    _top = top;
                    _sink.GlobalSet(start - _reader.Module, (int)global, type.Value);
                    continue;
                }

                case Opcode.Nop or Opcode.BranchTable or Opcode.Return or Opcode.CallIndirect:
                    goto Other;

                default:
                {
                    uint index = (uint)opcode - (uint)NumericSignature.First;
                    if (index > NumericSignature.Last - NumericSignature.First)
                        goto Other;
                    var signature = NumericSignature.Of((int)index);
                    if (signature.IsBinary)
                    {
                        var first = top - 2;
                        if (first < _floor || *(ushort*)first != signature.Operands)
                            goto Other;
                        top = first;
                    }
                    else
                    {
                        if (top == _floor || top[-1] != signature.Operand)
                            goto Other;
                        top--;
                    }

                    _top = top;
                    *top = signature.Result;
                    top++;
                    _sink.Numeric(start - _reader.Module, (Opcode)(*start), signature);
                    next = start + 1;
                    continue;
                }
            }

        Other:
            _reader.Next = start;
            _top = top;
            ReadInstruction();
            goto Resume;

        Dead:
            // Mostly the block ends at once, and something else goes to its end; or there is an else.
            if (next < _reader.End && _frame->Type <= BlockTypeTable.LastNumber)
            {
                var frame = _frame;
                int type = frame->Type;
                if (*next == (byte)Opcode.End && frame->IsReachedOtherwise && (frame->Kind != ControlKind.If || type == BlockTypeTable.Empty))
                {
                    top = _floor;
                    _top = top;
                    _sink.End(next - _reader.Module, in *frame, fallsThrough: false, continues: true);
                    PopFrame();
                    *top = BlockTypeTable.ResultOf(type);
                    top += type == BlockTypeTable.Empty ? 0 : 1;
                    next++;
                    continue;
                }

                if (*next == (byte)Opcode.Else && frame->Kind == ControlKind.If)
                {
                    top = _floor;
                    _top = top;
                    _sink.Else(next - _reader.Module, in *frame, fallsThrough: false);
                    frame->Kind = ControlKind.Else;
                    next++;
                    continue;
                }
            }

            _reader.Next = next;
            EndReachable();

        Resume:
            while (!_live && _depth > 0)
                ReadInstruction();
            if (_depth == 0)
                return;
            next = _reader.Next;
            top = _top;
        }
    }

    /// <summary>Reads a number without sign, most of which have one byte.</summary>
    /// <returns>Where what follows is; null for what is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* NumberAt(byte* start, out uint number)
    {
        number = *start;
        return number < 0x80 ? start + 1 : Leb128.ReadU32(start, out number);
    }

    /// <summary>Whether a block gives at most one value and takes nothing, and just what it gives is on the stack.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasResultOnly(ControlFrame* frame, ValueKind* top) => frame->Type == BlockTypeTable.Empty
        ? top == _floor
        : frame->Type <= BlockTypeTable.LastNumber && top == _floor + 1 && *_floor == BlockTypeTable.ResultOf(frame->Type);
}
