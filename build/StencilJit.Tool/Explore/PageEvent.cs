namespace StencilJit.Tool.Explore;

/// <summary>A server-sent event (HTML, "Server-sent events").</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">What the browser names when it connects again; empty for nothing.</param>
/// <param name="Data">One line of JSON.</param>
internal sealed record PageEvent(string Name, string Id, string Data)
{
    /// <summary>The event as the stream holds it.</summary>
    public string Text => $"event: {Name}\n{(Id.Length > 0 ? $"id: {Id}\n" : "")}data: {Data}\n\n";
}
