//! What can be asked of the platform.

use serde_json::Value;

use crate::commerce::endpoint::endpoints;

endpoints! {
    UPSERT_PRODUCTS = "products.upsert" Post "/v1/products/upsert" => One<Value>;
    DISCONTINUE_PRODUCTS = "products.discontinue" Post "/v1/products/discontinue" => One<Value>;
    RECRAWL_PRODUCTS = "products.recrawl" Post "/products/recrawl" => One<Value>;
    SET_RATES = "rates.set" Post "/exchangerates" => One<Value>;
    // The two paths really differ.
    ADD_TO_BLACKLIST = "blacklist.add" Post "/v1/email/blacklist?op=add" => One<Value>;
    REMOVE_FROM_BLACKLIST = "blacklist.remove" Post "/v1/email?op=remove" => One<Value>;
    // Documented below `/api/v1`, but the vendor's own programs use `/v1`, as the documents have it for the other two.
    SET_CONSENT = "customers.consent" Post "/v1/customers/consent/{email}/{given}" => One<Value>;
    REDACT_CUSTOMER = "customers.redact" Delete "/v1/customers/redact/{email}" => One<Value>;
    TAKE_OUT_CUSTOMER = "customers.takeOut" Post "/v1/customers/takeout/{email}" => One<Value>;
    UPDATE_SETTINGS = "settings.update" Put "/settings" => One<Value>;

    // What follows is GraphQL: the body is the arguments of the operation, as `super::operation` has it.
    CREATE_SESSION = "sessions.create" Post "/v1/graphql" => One<Value>;
    UPDATE_SESSION = "sessions.update" Post "/v1/graphql" => One<Value>;
    GET_SESSION = "sessions.get" Post "/v1/graphql" => One<Value>;
    ATTRIBUTE_SESSION = "sessions.attribute" Post "/v1/graphql" => One<Value>;
    PLACE_ORDER = "orders.place" Post "/v1/graphql" => One<Value>;
    UPDATE_ORDER_STATUS = "orders.updateStatus" Post "/v1/graphql" => One<Value>;
    GET_ORDER = "orders.get" Post "/v1/graphql" => One<Value>;
    UPDATE_PRODUCTS = "products.update" Post "/v1/graphql" => One<Value>;
    GET_PRODUCT = "products.get" Post "/v1/graphql" => One<Value>;
    LIST_PRODUCTS = "products.list" Post "/v1/graphql" => Page<Value>;
    UPSERT_CATEGORIES = "categories.upsert" Post "/v1/graphql" => One<Value>;
    UPSERT_IDENTITY = "identities.upsert" Post "/v1/graphql" => One<Value>;
    GET_IDENTITY = "identities.get" Post "/v1/graphql" => One<Value>;
    LIST_SEGMENTS = "segments.list" Post "/v1/graphql" => One<Value>;
    RECORD_ANALYTICS = "analytics.record" Post "/v1/graphql" => One<Value>;
    RECOMMENDATIONS = "recommendations.get" Post "/v1/graphql" => One<Value>;
}
