using Microsoft.AspNetCore.Http.HttpResults;

namespace StreamVault.Web.Problems;

/// <summary>Error responses that several areas share.</summary>
internal static class Refusals
{
    public static ProblemHttpResult BadRequest(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    /// <summary>Refuses an invalid field of a request.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="detail">What is wrong with it, as a sentence.</param>
    public static ProblemHttpResult BadRequest(string field, string detail) =>
        TypedResults.Problem(
            detail,
            statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?>
            {
                ["field"] = field,
                ["errors"] = new Dictionary<string, string[]> { [field] = [detail] },
            }
        );

    /// <inheritdoc cref="BadRequest(string, string)" />
    public static ProblemHttpResult BadRequest((string Field, string Fault) invalid) =>
        BadRequest(invalid.Field, invalid.Fault);

    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult Conflict(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict);

    public static ProblemHttpResult NoSuchVideo() => NotFound("There is no video with this id.");
}
