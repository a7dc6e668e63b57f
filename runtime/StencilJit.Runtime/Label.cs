namespace StencilJit.Runtime;

/// <summary>
/// A place in the code of one <see cref="CodeWriter"/>, which branches may refer to before it is bound to a position.
/// Made by <see cref="CodeWriter.DefineLabel"/>; <c>default</c> is no label of any writer.
/// </summary>
public readonly record struct Label
{
    internal Label(ulong bits) => Bits = bits;

    /// <summary>The label's number in its writer: counts from 0, and again from the mark after a reset.</summary>
    public int Index => (int)Bits;

    /// <summary>The index, and above it the number of the writer that made it, never 0: one comparison tells whether a writer has it.</summary>
    internal ulong Bits { get; }

    /// <summary>The label as error messages name it, such as <c>label 7</c>.</summary>
    public override string ToString() => Bits == 0 ? "no label" : $"label {Index}";
}
