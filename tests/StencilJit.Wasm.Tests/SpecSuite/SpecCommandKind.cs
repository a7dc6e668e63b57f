namespace StencilJit.Wasm.Tests.SpecSuite;

public enum SpecCommandKind
{
    /// <summary>Instantiates a module and makes it the current one.</summary>
    Module,

    /// <summary>Makes a module's exports known to the imports of later ones.</summary>
    Register,

    /// <summary>Does something for its effect.</summary>
    Action,
    AssertReturn,
    AssertTrap,

    /// <summary>A trap because the call stack is exhausted.</summary>
    AssertExhaustion,
    AssertMalformed,
    AssertInvalid,

    /// <summary>Imports are missing or of other types.</summary>
    AssertUnlinkable,

    /// <summary>Instantiation traps.</summary>
    AssertUninstantiable,
}
