namespace StencilJit.Wasm.Compilation;

/// <summary>Numbers function types for the whole process, equal ones alike, so that indirect calls compare a number.</summary>
internal static class CanonicalTypes
{
    private static readonly Dictionary<FunctionType, uint> Numbers = [];
    private static readonly Lock Gate = new();

    public static uint NumberOf(FunctionType type)
    {
        lock (Gate)
        {
            if (!Numbers.TryGetValue(type, out uint number))
                Numbers.Add(type, number = (uint)Numbers.Count);
            return number;
        }
    }
}
