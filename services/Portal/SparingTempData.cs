using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace OpenDataAnimation.Portal;

/// <summary>
/// What a page tells the next one, in a cookie. The framework erases the cookie on every page that looked whether something was said,
/// also when there was none: an answer that sets a cookie is kept for nobody, and public pages are.
/// </summary>
internal sealed class SparingTempData(CookieTempDataProvider cookie) : ITempDataProvider
{
    public const string CookieName = "oda-portal-told";

    public IDictionary<string, object> LoadTempData(HttpContext context) => cookie.LoadTempData(context);

    public void SaveTempData(HttpContext context, IDictionary<string, object> values)
    {
        if (values.Count > 0 || context.Request.Cookies.ContainsKey(CookieName))
        {
            cookie.SaveTempData(context, values);
        }
    }
}
