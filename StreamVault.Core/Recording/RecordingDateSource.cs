namespace StreamVault.Core.Recording;

/// <summary>The source of a recording date. The most trusted is first.</summary>
public enum RecordingDateSource
{
    /// <summary>The owner entered it.</summary>
    Person,

    /// <summary>The camera recorded its local time with the UTC offset.</summary>
    Camera,

    /// <summary>The container's creation time, in UTC.</summary>
    Container,

    /// <summary>The file name.</summary>
    Filename,

    /// <summary>The name of the folder that the file came from.</summary>
    Folder,

    /// <summary>The modification time of the file on the sending machine.</summary>
    FileModified,
}
