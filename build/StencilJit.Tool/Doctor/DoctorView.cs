using System.Text.Json.Serialization;

namespace StencilJit.Tool.Doctor;

/// <summary>What <c>doctor</c> shows.</summary>
/// <param name="Findings">What was looked at, in the order to read it.</param>
internal sealed record DoctorView(IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether something has to be done before stencils can be compiled, stitched and built here.</summary>
    public bool NeedsCare => Findings.Any(finding => finding.State == FindingState.Problem);
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Area">What it belongs to.</param>
/// <param name="Name">What it is.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Advice">The command that mends it; empty where nothing is wrong.</param>
internal sealed record Finding(string Area, string Name, FindingState State, string Detail, string Advice = "");

/// <summary>How a <see cref="Finding"/> is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingState>))]
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Missing, and some things cannot be done without; nobody needs it to build from locks.</summary>
    Absent,

    /// <summary>Wrong.</summary>
    Problem,
}
