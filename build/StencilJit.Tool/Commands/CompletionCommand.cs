using System.CommandLine;
using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Commands;

/// <summary><c>completion</c>: scripts that make shells complete commands, options and micro-ops.</summary>
internal sealed class CompletionCommand : Command
{
    // The shell asks the tool itself, through System.CommandLine's directive.
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # eval "$(stenciljit completion bash)"
            _stenciljit() {
                local IFS=$'\n'
                COMPREPLY=($(stenciljit "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
            }
            complete -F _stenciljit stenciljit
            """,
        ["zsh"] = """
            # eval "$(stenciljit completion zsh)"
            _stenciljit() {
                local completions=("${(f)$(stenciljit "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a completions
            }
            compdef _stenciljit stenciljit
            """,
        ["fish"] = """
            # stenciljit completion fish | source
            complete -f -c stenciljit -a '(stenciljit "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
            """,
        ["pwsh"] = """
            # stenciljit completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName stenciljit -ScriptBlock {
                param($word, $line, $position)
                stenciljit "[suggest:$position]" "$line" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    private readonly Argument<string> shell = new("shell") { Description = "bash, zsh, fish or pwsh.", HelpName = "shell" };

    public CompletionCommand()
        : base("completion", "Prints a script that makes a shell complete commands, options and micro-ops.")
    {
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        Add(shell);
        ExampleHelp.Add(this, "eval \"$(stenciljit completion bash)\"");
        this.SetToolAction((result, console) =>
        {
            console.Writer.WriteLine(Scripts[result.GetRequiredValue(shell)].ReplaceLineEndings("\n"));
            return ExitCode.Success;
        });
    }
}
