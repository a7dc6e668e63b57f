namespace StencilJit.Wasm.Wasi;

/// <summary>The program's open descriptors by their numbers.</summary>
internal sealed class DescriptorTable : IDisposable
{
    private readonly List<Descriptor?> _descriptors = [];

    public bool TryGet(uint number, out Descriptor descriptor)
    {
        descriptor = number < (uint)_descriptors.Count ? _descriptors[(int)number]! : null!;
        return descriptor is not null;
    }

    /// <summary>Adds a descriptor under the lowest free number.</summary>
    public uint Add(Descriptor descriptor)
    {
        var number = _descriptors.IndexOf(null);
        if (number < 0)
        {
            number = _descriptors.Count;
            _descriptors.Add(null);
        }

        _descriptors[number] = descriptor;
        return (uint)number;
    }

    public Errno Close(uint number)
    {
        if (!TryGet(number, out var descriptor))
            return Errno.Badf;
        _descriptors[(int)number] = null;
        descriptor.Dispose();
        return Errno.Success;
    }

    /// <summary>Gives a descriptor the number of another, which is closed.</summary>
    public Errno Renumber(uint from, uint to)
    {
        if (!TryGet(from, out var moved) || !TryGet(to, out var replaced))
            return Errno.Badf;
        if (from == to)
            return Errno.Success;
        _descriptors[(int)to] = moved;
        _descriptors[(int)from] = null;
        replaced.Dispose();
        return Errno.Success;
    }

    public void Dispose()
    {
        foreach (var descriptor in _descriptors)
            descriptor?.Dispose();
        _descriptors.Clear();
    }
}
