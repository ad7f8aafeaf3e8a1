namespace StreamVault.Web.Problems;

/// <summary>Checks which page of a list a request asks for.</summary>
internal static class PageFault
{
    /// <returns>The invalid parameter and what is wrong with it; null if the page is valid.</returns>
    public static (string Field, string Fault)? Of(int page, int pageSize, int maxPageSize) =>
        page < 1 ? ("page", "page must be at least 1.")
        : pageSize < 1 || pageSize > maxPageSize ? ("pageSize", $"pageSize must be from 1 to {maxPageSize}.")
        : (long)(page - 1) * pageSize > int.MaxValue ? ("page", "page is too large.")
        : null;
}
