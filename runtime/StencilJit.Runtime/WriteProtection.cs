namespace StencilJit.Runtime;

/// <summary>How a code heap keeps memory from being writable and executable at once.</summary>
public enum WriteProtection
{
    /// <summary>The same memory is mapped twice, to be written at one address and executed at another.</summary>
    SeparateMappings,

    /// <summary>Pages are writable first and executable afterwards.</summary>
    ChangedProtection,
}
