package io.spendhub.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what may be worth money to who knows it, such as the code of a voucher: whoever may read it
 * is told by the resource, and no event ever holds it, whichever event the resource is the data of.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NotInEvents {}
