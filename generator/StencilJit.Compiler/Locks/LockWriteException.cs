namespace StencilJit.Compiler.Locks;

/// <summary>A lock file that cannot be written.</summary>
/// <param name="path">The lock file.</param>
/// <param name="reason">The system's reason.</param>
public sealed class LockWriteException(string path, Exception reason) : Exception(reason.Message, reason)
{
    /// <summary>The lock file.</summary>
    public string Path => path;
}
