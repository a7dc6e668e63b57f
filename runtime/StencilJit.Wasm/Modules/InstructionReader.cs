using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm;

/// <summary>Tells which instructions are in a module's bytes. Types are not checked: that is validation's.</summary>
public static unsafe class InstructionReader
{
    /// <summary>Finds the function that a byte of the module belongs to.</summary>
    /// <param name="module">The module.</param>
    /// <param name="offset">The byte's offset in the module.</param>
    /// <returns>The function's index, imported functions first; -1 where the byte is no function's.</returns>
    public static int FunctionAt(Module module, long offset)
    {
        ArgumentNullException.ThrowIfNull(module);
        int low = -1;
        for (int high = module.Bodies.Length - 1; low < high;)
        {
            int middle = high - (high - low) / 2;
            if (module.Bodies[middle].Offset <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return low >= 0 && offset - module.Bodies[low].Offset < module.Bodies[low].Length ? module.ImportedFunctionCount + low : -1;
    }

    /// <summary>Reads one instruction.</summary>
    /// <param name="module">The module.</param>
    /// <param name="offset">
    /// Where an instruction starts, or a function's body does: that gives the declaration of its locals as an instruction
    /// named <c>func</c>, for what is stitched at a function's beginning comes from there.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The offset is in no function.</exception>
    /// <exception cref="WasmFormatException">There is no instruction.</exception>
    public static Instruction ReadAt(Module module, long offset)
    {
        int function = FunctionAt(module, offset);
        if (function < 0)
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "No function of the module has a byte there.");
        var body = module.Bodies[function - module.ImportedFunctionCount];
        fixed (byte* bytes = module.Bytes.Span)
        {
            var reader = new ByteReader(bytes, (int)offset, body.Offset + body.Length);
            return offset == body.Offset ? ReadLocals(ref reader) : Read(ref reader);
        }
    }

    /// <summary>Reads all instructions of a function, the declaration of its locals first.</summary>
    /// <param name="module">The module.</param>
    /// <param name="function">The function's index, imported functions first; not one that is imported.</param>
    /// <exception cref="WasmFormatException">There are bytes that are no instruction; the message says where.</exception>
    public static IReadOnlyList<Instruction> ReadFunction(Module module, int function)
    {
        ArgumentNullException.ThrowIfNull(module);
        var body = module.Bodies[function - module.ImportedFunctionCount];
        var instructions = new List<Instruction>();
        fixed (byte* bytes = module.Bytes.Span)
        {
            var reader = new ByteReader(bytes, body.Offset, body.Offset + body.Length);
            instructions.Add(ReadLocals(ref reader));
            while (!reader.IsAtEnd)
                instructions.Add(Read(ref reader));
        }

        return instructions;
    }

    private static Instruction Read(ref ByteReader reader)
    {
        int offset = reader.Offset;
        string text = InstructionText.Read(ref reader);
        return new Instruction(offset, reader.Offset - offset, text);
    }

    private static Instruction ReadLocals(ref ByteReader reader)
    {
        int offset = reader.Offset;
        for (int runs = reader.ReadCount(); runs > 0; runs--)
        {
            reader.ReadU32();
            reader.ReadValueKind();
        }

        return new Instruction(offset, reader.Offset - offset, "func");
    }
}
