namespace StencilJit.Stencils.Replay;

/// <summary>How a micro-op ends.</summary>
/// <param name="Way"><c>continue</c>, <c>jump</c>, <c>trap</c>, <c>return</c> or <c>exit</c>.</param>
/// <param name="Name">The label or trap; empty for the other ways.</param>
internal sealed record Ending(string Way, string Name)
{
    /// <summary>Goes on with the stencil that follows.</summary>
    public static Ending Continue { get; } = new("continue", "");

    /// <summary>Returns to the calling stitched code.</summary>
    public static Ending Return { get; } = new("return", "");

    /// <summary>Goes on at the label that conditional placements jump to.</summary>
    public static Ending Target { get; } = new("jump", "target");

    public static Ending Parse(string text)
    {
        var words = text.Split(' ');
        return new Ending(words[0], words.Length > 1 ? words[1] : "");
    }

    public override string ToString() => Name.Length == 0 ? Way : $"{Way} {Name}";
}
