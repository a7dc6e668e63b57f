namespace StencilJit.Runtime;

/// <summary>How a code heap keeps memory from being writable and executable at once.</summary>
public enum WriteProtection
{
    /// <summary>Memory is written at one address and executed at another: it is mapped twice, or moved when it is written.</summary>
    SeparateMappings,

    /// <summary>Pages are writable first and executable afterwards.</summary>
    ChangedProtection,
}
