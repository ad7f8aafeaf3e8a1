namespace StreamVault.Core.Recording;

/// <summary>Where a recording date came from, most trusted first after the person.</summary>
public enum RecordingDateSource
{
    /// <summary>The owner said so.</summary>
    Person,

    /// <summary>The camera wrote its own local time with its offset.</summary>
    Camera,

    /// <summary>The container's creation time, which is in UTC.</summary>
    Container,

    /// <summary>The name of the file.</summary>
    Filename,

    /// <summary>When the file was last changed on the machine that sent it.</summary>
    FileModified,
}
