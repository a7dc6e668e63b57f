using System.Runtime.CompilerServices;

namespace StencilJit.Wasm.Validation;

// The operand stack. Each operation first tries the case that valid, reachable code is in.
internal sealed partial class FunctionValidator<TSink>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(ValueKind kind)
    {
        var operands = _operands;
        var height = _height;
        if ((uint)height < (uint)operands.Length)
        {
            operands[height] = kind;
            _height = height + 1;
        }
        else
        {
            PushGrowing(kind);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pop(ValueKind expected)
    {
        var operands = _operands;
        var top = _height - 1;
        if (top >= _floor && (uint)top < (uint)operands.Length && operands[top] == expected)
            _height = top;
        else
            PopOther(expected);
    }

    private void PushGrowing(ValueKind kind)
    {
        Array.Resize(ref _operands, _operands.Length * 2);
        _operands[_height++] = kind;
    }

    private void PopOther(ValueKind expected)
    {
        var actual = PopAny(expected);
        if (actual != ValueKinds.Unknown && actual != expected)
            throw Mismatch(expected, actual);
    }

    /// <summary>Pops an operand of whatever type.</summary>
    /// <param name="expected">For the message where there is none.</param>
    private ValueKind PopAny(ValueKind expected = ValueKinds.Unknown)
    {
        if (_height > _floor)
            return _operands[--_height];
        if (_frames[_depth - 1].IsPolymorphic)
            return ValueKinds.Unknown;
        throw Invalid($"type mismatch: expected {expected.Name()} but the stack is empty");
    }

    private void PopAll(ReadOnlySpan<ValueKind> expected)
    {
        if (expected.IsEmpty)
            return;
        if (HasOnTop(expected))
        {
            _height -= expected.Length;
            return;
        }

        for (var i = expected.Length - 1; i >= 0; i--)
            PopOther(expected[i]);
    }

    private void PushAll(ReadOnlySpan<ValueKind> kinds)
    {
        foreach (var kind in kinds)
            Push(kind);
    }

    /// <summary>Checks what an instruction takes along without taking it off the stack.</summary>
    private void Require(ReadOnlySpan<ValueKind> expected)
    {
        if (HasOnTop(expected))
            return;
        var index = _height;
        for (var i = expected.Length - 1; i >= 0; i--)
        {
            if (index == _floor)
            {
                if (_frames[_depth - 1].IsPolymorphic)
                    return;
                throw Invalid($"type mismatch: expected {expected[i].Name()} but the stack is empty");
            }

            var actual = _operands[--index];
            if (actual != ValueKinds.Unknown && actual != expected[i])
                throw Mismatch(expected[i], actual);
        }
    }

    private bool HasOnTop(ReadOnlySpan<ValueKind> expected)
    {
        var start = _height - expected.Length;
        if (start < _floor)
            return false;
        // There are few of them, mostly: fewer than what comparing as vectors is worth.
        var actual = _operands.AsSpan(start, expected.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (actual[i] != expected[i])
                return false;
        }

        return true;
    }

    /// <summary>At the end of a block nothing but its results may be left.</summary>
    private void RequireEmpty()
    {
        if (_height != _floor)
            throw Invalid($"type mismatch: {_height - _floor} operands too many at the end of the block");
    }

    private WasmValidationException Mismatch(ValueKind expected, ValueKind actual) =>
        Invalid($"type mismatch: expected {expected.Name()} but found {actual.Name()}");
}
