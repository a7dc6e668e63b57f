namespace StencilJit.Runtime;

/// <summary>
/// A place in the code of one <see cref="CodeWriter"/>, which branches may refer to before it is bound to a position.
/// Made by <see cref="CodeWriter.DefineLabel"/>; <c>default</c> is no label of any writer.
/// </summary>
public readonly record struct Label
{
    internal Label(int index, int writer)
    {
        Index = index;
        Writer = writer;
    }

    /// <summary>The label's number in its writer: counts from 0, and again from the mark after a reset.</summary>
    public int Index { get; }

    /// <summary>The number of the writer that made it, so that another writer can refuse it; never 0.</summary>
    internal int Writer { get; }

    /// <summary>The label as error messages name it, such as <c>label 7</c>.</summary>
    public override string ToString() => Writer == 0 ? "no label" : $"label {Index}";
}
