using System.Runtime.InteropServices;
using StencilJit.Runtime;
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
        ref var target = ref Target(depth);
        if (target.Kind == ControlKind.Function)
        {
            Return();
        }
        else
        {
            MoveToLabel(in target);
            MoveLocalsTo(ref target);
            EmitJump(LabelOf(ref target));
        }
    }

    private void BranchIf(int depth)
    {
        ref var target = ref Target(depth);
        if (target.LabelArity == 0)
        {
            EmitConditional(LabelOf(ref target), holds: true, depth);
            return;
        }

        var next = _writer.DefineLabel();
        EmitConditional(next, holds: false);
        var places = _places;
        LeaveTo(depth);
        _places = places;
        _writer.Bind(next);
    }

    private void EmitJump(Label target) => _writer.EmitBranch(WasmStencils.Id.Jump, target);

    /// <summary>Consumes the condition: a comparison that waits, or the topmost operand.</summary>
    /// <param name="target">Where to go on.</param>
    /// <param name="holds">Whether to go there where the condition holds, or where it does not.</param>
    /// <param name="depth">The depth of the block whose label it is; -1 for none, whose locals are where they are.</param>
    private void EmitConditional(Label target, bool holds, int depth = -1)
    {
        if (!_longBranches)
        {
            EmitShortConditional(target, holds, depth);
            return;
        }

        var next = _writer.DefineLabel();
        EmitShortConditional(next, !holds, depth);
        EmitJump(target);
        _writer.Bind(next);
    }

    private void EmitShortConditional(Label target, bool holds, int depth)
    {
        if (_pending == 0)
        {
            EmitTest(ConditionStencils.OfNumber(holds), target, depth);
            return;
        }

        var opcode = _pending;
        ref readonly var forms = ref ConditionStencils.Of(opcode, holds != _isInverted);
        _pending = 0;
        _isInverted = false;
        if (NumericStencils.IsTest(opcode))
            EmitTest(forms, target, depth);
        else
            EmitComparison(forms, target, depth);
    }

    private void EmitTest(in ConditionForms forms, Label target, int depth)
    {
        int position = _height - 1;
        Operand* operand = _operands + position;
        _height = position;
        if (IsSlotOperand(*operand))
        {
            Release(*operand);
            MoveLocalsBefore(depth);
            _writer.EmitBranch(forms.Slot, target, Offset(SlotOf(*operand)));
            return;
        }

        int register = ToRegister(position, position);
        ReleaseReader(operand);
        MoveLocalsBefore(depth);
        _writer.EmitBranch(forms.Register + Registers.Number(register, 0), target);
        ReleaseRegister(register);
    }

    private void EmitComparison(in ConditionForms forms, Label target, int depth)
    {
        int position = _height - 2;
        Operand* second = _operands + position + 1;
        int a = ToRegister(position, position);
        int number = Registers.Number(a, 0);
        if (forms.HasImmediate && IsImmediate(*second))
        {
            MoveLocalsBefore(depth);
            _writer.EmitBranch(forms.Immediate + number, target, SignExtend(second->Bits));
        }
        else if (forms.HasSlot && IsSlotOperand(*second))
        {
            MoveLocalsBefore(depth);
            _writer.EmitBranch(forms.Slot + number, target, Offset(SlotOf(*second)));
            Release(*second);
        }
        else
        {
            int b = ToRegister(position + 1, position);
            MoveLocalsBefore(depth);
            _writer.EmitBranch(forms.Register + number + Registers.Number(b, 1), target);
            ReleaseReader(second);
            ReleaseRegister(b);
        }

        ReleaseReader(second - 1);
        ReleaseRegister(a);
        _height = position;
    }

    private void MoveLocalsBefore(int depth)
    {
        if (depth < 0)
            return;
        ref var block = ref Target(depth);
        if (block.Kind != ControlKind.Function)
            MoveLocalsTo(ref block);
    }
}
