package io.spendhub.vouchers.people.web;

import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record HolderRequest(
    @NotNull @PlainText String name, @Metadata @Nullable Map<String, String> metadata) {}
