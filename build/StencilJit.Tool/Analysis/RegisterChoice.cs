using System.Text.Json.Serialization;
using StencilJit.Model;

namespace StencilJit.Tool.Analysis;

/// <summary>A register that a stencil leaves open, and the one that its code is shown with.</summary>
/// <param name="Name">The operand, or <c>result</c>.</param>
/// <param name="Register">The register's name.</param>
/// <param name="Access">What the stencil does with it.</param>
internal sealed record RegisterChoice(string Name, string Register, [property: JsonConverter(typeof(JsonStringEnumConverter<RegisterAccess>))] RegisterAccess Access)
{
    /// <summary>Such as <c>a=r8</c>, or <c>a=result=r8</c> where the result takes the operand's place.</summary>
    [JsonIgnore]
    public string Text => Access == RegisterAccess.Update ? $"{Name}=result={Register}" : $"{Name}={Register}";

    /// <summary>Gives each register of a stencil one of its own: the first ones of the set's, in order.</summary>
    public static int[] InOrder(Stencil stencil)
    {
        var chosen = new int[stencil.Registers.Count];
        for (var index = 0; index < chosen.Length; index++)
            chosen[index] = stencil.Registers.Take(index).Count(other => other.Class == stencil.Registers[index].Class);
        return chosen;
    }

    /// <summary>Names what is chosen.</summary>
    /// <param name="set">The set that the stencil is of.</param>
    /// <param name="stencil">The stencil.</param>
    /// <param name="registers">For each of its registers an index into the set's of its class.</param>
    public static IReadOnlyList<RegisterChoice> Of(StencilSet set, Stencil stencil, IReadOnlyList<int> registers) =>
        [.. stencil.Registers.Zip(registers, (register, index) => new RegisterChoice(register.Name, set.Pool(register.Class)[index].Name, register.Access))];

    /// <summary>The names of all registers that a stencil can have its operands in.</summary>
    public static IReadOnlyList<string> Pool(StencilSet set, Stencil stencil) =>
        [.. stencil.Registers.Select(register => register.Class).Distinct().Order().SelectMany(set.Pool).Select(register => register.Name)];
}
