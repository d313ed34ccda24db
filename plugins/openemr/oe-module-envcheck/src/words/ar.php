<?php

declare(strict_types=1);

return [
    'open' => 'فحص غرفتي',
    'section' => 'فحص الغرفة',
    'close' => 'إغلاق',
    'waiting' => 'جارٍ فتح فحص الغرفة…',
    'away' => 'يتعذّر الوصول إلى فحص الغرفة في الوقت الحالي. لا يؤثر ذلك في جلستك: يمكنك بدؤها كالمعتاد.',
    'without' => 'المتابعة دون الفحص',
    'again' => 'المحاولة مرة أخرى',
    'back' => 'العودة إلى الموعد',
    'configured' => 'إعدادات فحص الغرفة موجودة ضمن Administration > Config > فحص الغرفة.',
    'envcheck_url' => 'عنوان فحص الغرفة',
    'envcheck_url_told' => 'مثل https://check.example.org. ما دام فارغًا تبقى المواعيد كما هي.',
    'envcheck_key' => 'مفتاح الرموز الموقّعة',
    'envcheck_key_told' => 'السرّ الموجود لدى الخادم أيضًا، من 32 حرفًا على الأقل. يُترك فارغًا إن كان الخادم لا يطلب رمزًا.',
    'envcheck_profile' => 'ملف التعريف',
    'envcheck_profile_told' => 'ما الذي يُفحص: individual أو co-therapists أو group-host أو ملف تعريف خاص بك.',
    'envcheck_categories' => 'فئات مواعيد الفيديو',
    'envcheck_categories_told' => 'أرقام فئات من التقويم تفصل بينها فواصل. إن تُرك فارغًا: فئات وحدة الرعاية عن بُعد، أو جميع المواعيد من دونها.',
];
