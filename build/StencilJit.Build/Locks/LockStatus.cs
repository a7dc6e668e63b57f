using StencilJit.Compiler;
using StencilJit.Compiler.Locks;
using StencilJit.Model;

namespace StencilJit.Build.Locks;

/// <summary>How a lock relates to the sources as they are now.</summary>
/// <param name="Path">The lock.</param>
/// <param name="Request">What it is made from.</param>
/// <param name="Set">What it holds; null where it does not exist, or shall not be read.</param>
/// <param name="Change">Why it has to be made again; null where it does not.</param>
internal sealed record LockStatus(string Path, CompileRequest Request, StencilSet? Set, string? Change)
{
    /// <summary>What a lock holds; null where there is none that can be read.</summary>
    public static StencilSet? TryRead(string path)
    {
        try
        {
            return LockStore.Read(path);
        }
        catch (LockFormatException)
        {
            return null;
        }
    }

    /// <summary>Compares a lock with its sources.</summary>
    /// <exception cref="BuildException">SJ2001: the lock is damaged, so that there is nothing to compare.</exception>
    public static LockStatus Inspect(string path, CompileRequest request, LockMode mode)
    {
        if (mode == LockMode.Update)
            return new LockStatus(path, request, null, "StencilLock=Update");
        try
        {
            return LockStore.Read(path) is { } set
                ? new LockStatus(path, request, set, StencilInputs.FindChange(request, set))
                : new LockStatus(path, request, null, "there is none yet");
        }
        catch (LockBaseException e)
        {
            return new LockStatus(path, request, null, e.Message);
        }
        catch (LockFormatException e)
        {
            throw new BuildException("SJ2001", e.Message, path, e.Line);
        }
    }
}
