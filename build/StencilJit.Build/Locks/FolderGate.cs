using System.Security.Cryptography;
using System.Text;

namespace StencilJit.Build.Locks;

/// <summary>
/// Lets one build at a time, of all on this machine, make the locks of a folder: a project for several frameworks builds
/// itself in parallel, and the second of its builds shall find the work done.
/// </summary>
internal sealed class FolderGate : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly Mutex mutex;

    private FolderGate(Mutex mutex)
    {
        this.mutex = mutex;
    }

    /// <summary>Waits for the folder; dispose on the same thread.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static FolderGate Enter(string folder, CancellationToken cancellation)
    {
        var name = "stenciljit-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..32];
        var mutex = new Mutex(false, name, new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
        try
        {
            // A named mutex cannot be waited for together with a cancellation.
            while (!TryEnter(mutex))
                cancellation.ThrowIfCancellationRequested();
            return new FolderGate(mutex);
        }
        catch
        {
            mutex.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        mutex.ReleaseMutex();
        mutex.Dispose();
    }

    private static bool TryEnter(Mutex mutex)
    {
        try
        {
            return mutex.WaitOne(PollInterval);
        }
        catch (AbandonedMutexException)
        {
            // A build that died left at most a temporary file behind.
            return true;
        }
    }
}
