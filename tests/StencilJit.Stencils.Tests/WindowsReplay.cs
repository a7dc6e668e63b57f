using StencilJit.Testing.Wine;

namespace StencilJit.Stencils.Tests;

/// <summary>The replay program published for Windows on x86-64.</summary>
internal sealed class WindowsReplay
{
    private const string Name = "StencilJit.Stencils.Replay";

    private readonly WindowsMachine machine = new(Repository.Artifacts);
    private readonly string? folder;

    public WindowsReplay()
    {
        if (machine.Problem is null)
            folder = machine.Publish(Path.Combine(Repository.Root, "tests", Name));
    }

    /// <summary>Why it cannot be run here, or null.</summary>
    public string? Problem => machine.Problem;

    public ProcessResult Run(string stencils, string vectors) =>
        ProcessRunner.Run(machine.Start(Path.Combine(folder!, $"{Name}.exe"), WindowsMachine.PathOf(stencils), WindowsMachine.PathOf(vectors)));
}
