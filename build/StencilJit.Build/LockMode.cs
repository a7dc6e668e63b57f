namespace StencilJit.Build;

/// <summary>What a build may do about stale locks: the values of the property StencilLock.</summary>
public enum LockMode
{
    /// <summary>Makes a stale lock again where clang is there.</summary>
    Auto,

    /// <summary>A stale lock is an error, whatever compilers are there.</summary>
    Locked,

    /// <summary>Makes all locks again.</summary>
    Update,
}
