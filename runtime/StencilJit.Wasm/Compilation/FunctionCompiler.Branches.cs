using System.Runtime.InteropServices;
using StencilJit.Runtime;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <content>Branches: 4.4.8.</content>
internal partial struct FunctionCompiler
{
    // AArch64 branches conditionally within 1 MiB. An instruction of one byte is stitched to less than 64.
    private const int LongestShortBody = 16384;

    private static bool HasShortConditionalBranches => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>How many of the topmost operands the condition consists of.</summary>
    private readonly int ConditionOperands => _pending == 0 || NumericStencils.IsTest(_pending) ? 1 : 2;

    public void Branch(int depth)
    {
        Settle();
        LeaveTo(depth);
    }

    public void Return()
    {
        Settle();
        MoveResults();
        EmitReturn();
    }

    public void Unreachable()
    {
        Settle();
        _writer.Emit(WasmStencils.Id.Unreachable);
    }

    /// <summary>Goes on at a label with the topmost operands.</summary>
    private void LeaveTo(int depth)
    {
        ref readonly var target = ref _function.Label(depth);
        if (target.Kind == ControlKind.Function)
        {
            MoveResults();
            EmitReturn();
        }
        else
        {
            MoveToLabel(target.Height, target.LabelTypes.Length);
            EmitJump(LabelOf(depth));
        }
    }

    public void BranchIf(int depth)
    {
        ref readonly var target = ref _function.Label(depth);
        int count = target.LabelTypes.Length;
        int first = _height - ConditionOperands - count;
        if (count == 0)
        {
            EmitConditional(LabelOf(depth), holds: true);
        }
        else if (target.Kind != ControlKind.Function && target.Height == first)
        {
            // They are copied to their own slots, which does no harm where the branch is not taken.
            for (int position = first; position < first + count; position++)
                EmitMove(_operands[position], position, _frame.Operand(position));
            EmitConditional(LabelOf(depth), holds: true);
        }
        else
        {
            var next = _writer.DefineLabel();
            EmitConditional(next, holds: false);
            LeaveTo(depth);
            _writer.Bind(next);
        }
    }

    private readonly void EmitJump(Label target) => _writer.EmitBranch(WasmStencils.Id.Jump, target);

    /// <summary>Consumes the condition: a comparison that waits, or the topmost operand.</summary>
    /// <param name="target">Where to go on.</param>
    /// <param name="holds">Whether to go there where the condition holds, or where it does not.</param>
    private void EmitConditional(Label target, bool holds)
    {
        if (!_longBranches)
        {
            EmitShortConditional(target, holds);
            return;
        }

        var next = _writer.DefineLabel();
        EmitShortConditional(next, !holds);
        EmitJump(target);
        _writer.Bind(next);
    }

    private void EmitShortConditional(Label target, bool holds)
    {
        if (_pending == 0)
        {
            EmitConditional(ConditionStencils.OfNumber(holds), target);
        }
        else
        {
            var opcode = _pending;
            var forms = ConditionStencils.Of(opcode, holds != _isInverted);
            _pending = 0;
            _isInverted = false;
            if (NumericStencils.IsTest(opcode))
                EmitConditional(forms, target);
            else
                EmitComparison(forms, target);
        }
    }

    private void EmitConditional(StencilForms forms, Label target)
    {
        int position = _height - 1;
        ref var operand = ref _operands[position];
        if (operand.IsInFrame && IsNear(operand.Slot))
        {
            _writer.EmitBranch(forms.Slot, target, Offset(operand.Slot));
        }
        else
        {
            ToRegister(position);
            _writer.EmitBranch(forms.Register + Variant(position), target);
        }

        Pop();
    }

    private void EmitComparison(StencilForms forms, Label target)
    {
        int position = _height - 2;
        var second = PrepareSecond(position, forms.HasImmediate);
        int variant = Variant(position);
        switch (second.Kind)
        {
            case OperandKind.Register:
                _writer.EmitBranch(forms.Register + Variant2(position), target);
                break;
            case OperandKind.Constant:
                _writer.EmitBranch(forms.Immediate + variant, target, SignExtend(second.Bits));
                break;
            default:
                _writer.EmitBranch(forms.Slot + variant, target, Offset(second.Slot));
                break;
        }

        PopTo(position);
    }
}
