namespace StencilJit.Wasm.Tests.Differential;

/// <content>Blocks and branches.</content>
internal sealed partial class BodyGenerator
{
    private void Block(ValueKind kind, int depth)
    {
        // Parameters come from around the block.
        ValueKind[] parameters = _random.Next(3) == 0 ? [AnyKind(), kind] : [];
        foreach (var parameter in parameters)
            Value(parameter, depth);
        Add(0x02, BlockType(parameters, kind));
        _labels.Add([kind]);
        if (parameters.Length > 0)
            Keep(parameters, kind);
        else
            Body(kind, depth);
        if (_random.Next(2) == 0)
            BranchIf(depth);
        End();
    }

    private void If(ValueKind kind, int depth)
    {
        ValueKind[] parameters = _random.Next(3) == 0 ? [kind, AnyKind()] : [];
        foreach (var parameter in parameters)
            Value(parameter, depth);
        Value(ValueKind.I32, depth);
        Add(0x04, BlockType(parameters, kind));
        _labels.Add([kind]);
        Branch();
        Add(0x05);
        Branch();
        End();

        void Branch()
        {
            if (parameters.Length > 0)
                Keep(parameters, kind);
            else
                Body(kind, depth);
        }
    }

    private void Loop(ValueKind kind, int depth)
    {
        bool carries = _random.Next(2) == 0;
        if (carries)
            Value(kind, depth);
        Add(0x03, BlockType(carries ? [kind] : [], kind));
        _labels.Add(carries ? [kind] : []);
        // Every turn takes fuel.
        Add(0x23, ProgramGenerator.FuelGlobal);
        Add(0x41, 1);
        Add(0x6B);
        Add(0x24, ProgramGenerator.FuelGlobal);
        Add(0x23, ProgramGenerator.FuelGlobal);
        Add(0x41, 0);
        Add(0x48);
        Add(0x04, 0x40);
        Add(0x00);
        Add(0x0B);
        Statement(depth);
        if (!carries)
            Value(kind, depth);
        // Most loops are left by themselves after some turns.
        Value(ValueKind.I32, depth);
        Add(0x23, ProgramGenerator.FuelGlobal);
        Add(0x41, 7);
        Add(0x71);
        Add(0x71);
        if (carries)
        {
            Add(0x0D, 0);
        }
        else
        {
            // Back without the value, or on with it.
            Add(0x04, BlockType([kind], kind));
            Add(0x1A);
            Add(0x0C, 1);
            Add(0x05);
            Add(0x0B);
        }

        End();
    }

    /// <summary>A br_table out of nested blocks, with a value.</summary>
    private void Switch(ValueKind kind, int depth)
    {
        int blocks = _random.Next(1, 5);
        for (int i = 0; i < blocks; i++)
        {
            Add(0x02, BlockType([], kind));
            _labels.Add([kind]);
        }

        Value(kind, depth);
        Value(ValueKind.I32, depth);
        Add(0x41, 15);
        Add(0x71);
        int cases = _random.Next(0, 14);
        Add(0x0E, ModuleBuilder.U32((uint)cases));
        for (int i = 0; i <= cases; i++)
            _code.Add((byte)_random.Next(blocks));
        End();
        for (int i = 1; i < blocks; i++)
        {
            Value(kind, depth);
            Value(ValueKind.I32, depth);
            Add(0x1B);
            End();
        }
    }

    /// <summary>Leaves to some label, or returns, with what it takes; sometimes only under a condition.</summary>
    private void Leave(int depth)
    {
        int label = _random.Next(_labels.Count);
        var kinds = _labels[_labels.Count - 1 - label];
        bool isConditional = _random.Next(4) != 0;
        // Back to a loop only where its fuel is checked first: any label will do, as loops check at their start.
        foreach (var kind in kinds)
            Value(kind, depth);
        if (!isConditional)
        {
            Add(0x02, 0x40);
            _labels.Add([]);
            foreach (var kind in kinds)
                Leaf(kind);
            Value(ValueKind.I32, depth);
            Add(0x04, 0x40);
            foreach (var kind in kinds)
                Leaf(kind);
            Add(0x0C, [.. ModuleBuilder.U32((uint)label + 2)]);
            Add(0x0B);
            foreach (var _ in kinds)
                Add(0x1A);
            End();
        }
        else
        {
            Value(ValueKind.I32, depth);
            Add(0x0D, [.. ModuleBuilder.U32((uint)label)]);
        }

        foreach (var _ in kinds)
            Add(0x1A);
    }

    /// <summary>Goes on with the topmost value, or leaves the block with it.</summary>
    private void BranchIf(int depth)
    {
        Value(ValueKind.I32, depth);
        Add(0x0D, 0);
    }

    private void Body(ValueKind kind, int depth)
    {
        Statement(depth);
        Value(kind, depth);
    }

    private byte[] BlockType(ValueKind[] parameters, ValueKind result) =>
        parameters.Length == 0 ? [(byte)result] : [_module.TypeIndex(new FunctionType([.. parameters], [result]))];
}
