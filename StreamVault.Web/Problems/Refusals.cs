using Microsoft.AspNetCore.Http.HttpResults;

namespace StreamVault.Web.Problems;

/// <summary>Error responses that several areas share.</summary>
internal static class Refusals
{
    public static ProblemHttpResult BadRequest(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult Conflict(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict);

    public static ProblemHttpResult NoSuchVideo() => NotFound("There is no video with this id.");
}
