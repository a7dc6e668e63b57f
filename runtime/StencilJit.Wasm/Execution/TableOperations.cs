namespace StencilJit.Wasm.Execution;

/// <summary>The instructions on whole ranges of a table (4.4.6). False where a range is out of bounds; nothing has changed then.</summary>
internal static class TableOperations
{
    public static bool Initialize(Instance instance, int table, int segment, uint destination, uint source, uint length)
    {
        var elements = instance.TableAt(table).Elements;
        var items = instance.ElementsOf(segment);
        if (!Contains(items.Length, source, length) || !Contains(elements.Length, destination, length))
            return false;
        elements = elements.Slice((int)destination, (int)length);
        items = items.Slice((int)source, (int)length);
        for (int i = 0; i < items.Length; i++)
            elements[i] = (nint)instance.Evaluate(items[i]);
        return true;
    }

    public static bool Copy(Instance instance, int to, int from, uint destination, uint source, uint length)
    {
        var target = instance.TableAt(to).Elements;
        var elements = instance.TableAt(from).Elements;
        if (!Contains(elements.Length, source, length) || !Contains(target.Length, destination, length))
            return false;
        elements.Slice((int)source, (int)length).CopyTo(target[(int)destination..]);
        return true;
    }

    public static bool Fill(Instance instance, int table, uint destination, nint value, uint length)
    {
        var elements = instance.TableAt(table).Elements;
        if (!Contains(elements.Length, destination, length))
            return false;
        elements.Slice((int)destination, (int)length).Fill(value);
        return true;
    }

    private static bool Contains(int size, uint start, uint length) => (ulong)start + length <= (ulong)size;
}
