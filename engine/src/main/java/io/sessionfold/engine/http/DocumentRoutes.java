package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.document.AsyncApi;
import io.sessionfold.engine.document.OpenApi;
import java.util.Set;

/** The documents that describe the interfaces; they are no secret, so that they ask nobody who he is. */
final class DocumentRoutes implements Routes {

    private final JsonNode openApi = OpenApi.document();
    private final JsonNode asyncApi = AsyncApi.document();

    @Override
    public void addTo(JavalinConfig config) {
        Routes.get(config, "/v1/openapi.json", context -> answer(context, openApi));
        Routes.get(config, "/v1/asyncapi.json", context -> answer(context, asyncApi));
    }

    private static void answer(Context context, JsonNode document) {
        QueryParameters.of(context, Set.of());
        Answers.json(context, document);
    }
}
