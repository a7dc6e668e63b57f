using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StencilJit.Runtime;
using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <content>Branches: 4.4.8.</content>
internal sealed unsafe partial class FunctionCompiler
{
    // AArch64 branches conditionally within 1 MiB. An instruction of one byte is stitched to less than 64.
    private const int LongestShortBody = 16384;

    private static bool HasShortConditionalBranches => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>How many of the topmost operands the condition consists of.</summary>
    private int ConditionOperands => _pending == 0 || NumericStencils.IsTest(_pending) ? 1 : 2;

    private void Return()
    {
        MoveResults();
        EmitReturn();
    }

    /// <summary>Goes on at a label with the topmost operands. What the compiler knows is true before, not after it.</summary>
    private void LeaveTo(int depth)
    {
        Block* target = Target(depth);
        if (target->Kind == ControlKind.Function)
        {
            Return();
        }
        else
        {
            MoveToLabel(target);
            MoveLocalsTo(target);
            EmitJump(LabelOf(target));
        }
    }

    private void BranchIf(int depth)
    {
        Block* target = Target(depth);
        if (target->LabelArity == 0)
            EmitConditional(LabelOf(target), holds: true, target);
        else
            BranchIfWithOperands(depth);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void BranchIfWithOperands(int depth)
    {
        var next = _writer.DefineLabel();
        EmitConditional(next, holds: false, _outside);
        var places = _places;
        LeaveTo(depth);
        _places = places;
        _writer.Bind(next);
    }

    private void EmitJump(Label target) => _writer.EmitBranch(WasmStencils.Id.Jump, target);

    /// <summary>Consumes the condition: a comparison that waits, or the topmost operand.</summary>
    /// <param name="target">Where to go on.</param>
    /// <param name="holds">Whether to go there where the condition holds, or where it does not.</param>
    /// <param name="block">The block that locals are moved for before.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitConditional(Label target, bool holds, Block* block)
    {
        if (_longBranches)
            EmitLongConditional(target, holds, block);
        else
            EmitShortConditional(target, holds, block);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitLongConditional(Label target, bool holds, Block* block)
    {
        var next = _writer.DefineLabel();
        EmitShortConditional(next, !holds, block);
        EmitJump(target);
        _writer.Bind(next);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EmitShortConditional(Label target, bool holds, Block* block)
    {
        var opcode = _pending;
        if (opcode == 0)
        {
            EmitTest(ConditionStencils.OfNumber(holds), target, block);
            return;
        }

        holds ^= _isInverted;
        ref readonly var forms = ref ConditionStencils.Of(opcode, holds);
        _pending = 0;
        _isInverted = false;
        if (NumericStencils.IsTest(opcode))
            EmitTest(forms, target, block);
        else
            EmitComparison(opcode, holds, forms, target, block);
    }

    private void EmitTest(in ConditionForms forms, Label target, Block* block)
    {
        int position = _height - 1;
        Operand* operand = _operands + position;
        _height = position;
        int register = RegisterOf(*operand);
        if (register == Registers.None)
        {
            if (IsSlotOperand(*operand))
            {
                EmitSlotTest(forms.Slot, operand, target, block);
                return;
            }

            register = BringToRegister(position, position);
        }

        ReleaseRegister(register);
        MoveLocalsTo(block);
        _writer.EmitBranch(forms.Register + Registers.Number(register, 0), target);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitSlotTest(int id, Operand* operand, Label target, Block* block)
    {
        Release(*operand);
        MoveLocalsTo(block);
        _writer.EmitBranch(id, target, Offset(_frame.Of(*operand)));
    }

    private void EmitComparison(Opcode opcode, bool holds, in ConditionForms forms, Label target, Block* block)
    {
        int position = _height - 2;
        Operand* first = _operands + position;
        Operand* second = first + 1;
        int a = ToRegister(position, position);
        int id = forms.Immediate;
        ulong hole = SignExtend(second->Bits);
        if (!forms.HasImmediate || !IsImmediate(*second))
        {
            if (forms.HasSlot && IsSlotOperand(*second))
            {
                id = forms.Slot;
                hole = Offset(_frame.Of(*second));
                Release(*second);
            }
            else
            {
                int b = ToRegister(position + 1, position);
                id = forms.Register + Registers.Number(b, 1);
                ReleaseRegister(b);
            }
        }
        else if (NearOffsets.Matter && TryFindNear(opcode, holds, second->Bits, out int near, out ulong number))
        {
            id = near;
            hole = number;
        }
        else
        {
            id += forms.Short & ShortOffsets.MaskOf(hole);
        }

        ReleaseRegister(a);
        _height = position;
        // Where there is but a label, the hole's value does not matter.
        MoveLocalsTo(block);
        _writer.EmitBranch(id + Registers.Number(a, 0), target, hole);
    }

    /// <summary>Finds the stencil that branches where a comparison with a small number holds, or where it does not: where its opposite does.</summary>
    private static bool TryFindNear(Opcode opcode, bool holds, ulong number, out int id, out ulong hole)
    {
        id = NumericForms.None;
        hole = 0;
        if ((!holds && !NumericStencils.TryInvert(ref opcode)) || !NearNumberStencils.TryFind(opcode, number, out var forms, out hole))
            return false;
        id = forms.JumpIf;
        return id != NumericForms.None;
    }
}
