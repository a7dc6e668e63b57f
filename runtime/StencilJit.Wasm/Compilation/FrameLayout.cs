namespace StencilJit.Wasm.Compilation;

/// <summary>
/// The slots of a function's frame: parameters, which results overlay; two scratch slots, near enough for every stencil; the
/// other locals; the slot where a callee behind the operand stack keeps this function's instance; the operand stack.
/// </summary>
/// <remarks>
/// So a callee's frame starts at least two slots above its caller's: a call takes no more of the native stack than of the
/// value stack, whose limit is checked.
/// </remarks>
internal readonly struct FrameLayout
{
    public const int SlotSize = 8;

    private readonly int _parameters;
    private readonly int _localShift;

    public FrameLayout(FunctionType type, int locals)
    {
        _parameters = type.Parameters.Length;
        Scratch = Math.Max(_parameters, type.Results.Length);
        FirstDeclared = TableIndex + 1;
        _localShift = FirstDeclared - _parameters;
        Operands = locals + _localShift + 1;
    }

    /// <summary>Looks whether stencils can name the slots of a function's parameters and results.</summary>
    /// <param name="type">The function's type.</param>
    /// <param name="offset">Where its code is in the module.</param>
    /// <param name="function">Its index.</param>
    /// <exception cref="WasmFormatException">They cannot.</exception>
    public static void Check(FunctionType type, int offset, int function)
    {
        const int most = WasmStencils.SlotLimit / SlotSize;
        if (new FrameLayout(type, locals: 0).TableIndex > most)
            throw new WasmFormatException($"unsupported: more than {most} parameters or results of a function", offset, function);
    }

    /// <summary>A slot of no lasting content.</summary>
    public int Scratch { get; }

    /// <summary>Where the index of an indirect call is, if its own place is too far away.</summary>
    public int TableIndex => Scratch + 1;

    /// <summary>The first local that is not a parameter.</summary>
    public int FirstDeclared { get; }

    /// <summary>The slot of the lowest operand.</summary>
    public int Operands { get; }

    public int Local(int index) => index + (_localShift & ~((index - _parameters) >> 31));

    /// <summary>The slot of an operand that is in one, its own or a local's; found without a branch.</summary>
    public int Of(in Operand operand)
    {
        // The slot, or the local's number.
        int number = operand.Slot;
        return number + (_localShift & ~((number - _parameters) >> 31) & operand.IsLocal);
    }

    public int Operand(int position) => Operands + position;
}
