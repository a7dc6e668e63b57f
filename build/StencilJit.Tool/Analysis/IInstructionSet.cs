namespace StencilJit.Tool.Analysis;

/// <summary>What is known of an architecture's instructions by name.</summary>
internal interface IInstructionSet
{
    /// <summary>The register of the machine's stack.</summary>
    string StackPointer { get; }

    /// <summary>Whether an instruction jumps; calls and returns do not.</summary>
    bool IsJump(string mnemonic);

    /// <summary>Whether an instruction calls.</summary>
    bool IsCall(string mnemonic);

    /// <summary>The registers that an instruction reads and writes, sub-registers by the name of the whole; without what a callee does.</summary>
    (IReadOnlyCollection<string> Reads, IReadOnlyCollection<string> Writes) Registers(string mnemonic, string operands);
}
